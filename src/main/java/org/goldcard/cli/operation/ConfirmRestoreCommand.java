package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.status.Position;
import org.goldcard.status.feed.ConfirmRestore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a restored record would forget and, told how, lets the service go on with it. */
@Command
public final class ConfirmRestoreCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Option(
      names = "--apply",
      description = {
        "先把Redis所知的停用重新登记（其他一律记为挂失），再开始新的纪元",
        "Record the stops Redis knows again (all but suspensions as loss reports), then go on"
      })
  private boolean apply;

  @Option(
      names = "--forget",
      description = {"不重新登记，直接开始新的纪元", "Go on without recording them again"})
  private boolean forget;

  @Option(
      names = "--even-so",
      description = {"即使未发现缺失也开始新的纪元", "Go on even if nothing is found missing"})
  private boolean evenSo;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = {"原因，记入审计，不得含个人信息", "Why, for the audit row; nothing personal"})
  private String reason = "restored record confirmed";

  /** Over these ports. */
  public ConfirmRestoreCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "确认PostgreSQL是恢复的备份：列出将被遗忘的停用，开始新的纪元",
        "Confirm a restored PostgreSQL: list the stops it forgot, begin a new epoch",
        List.of(
            "goldcard status confirm-restore",
            "goldcard status confirm-restore --apply --reason 'backup of 3 May'"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    if (apply && forget) {
      throw Checks.usage("--apply 与 --forget 只能选一个", "Choose --apply or --forget");
    }
    try (Stores stores = ports.stores().get()) {
      ConfirmRestore.Report report = Waiting.on(stores.restoreReport());
      show(report);
      if (!report.denied() && !evenSo) {
        ports.screen().tell("记录没有缺失，无需确认 / The record lacks nothing; nothing to confirm");
        return ExitCode.OK.number();
      }
      return apply || forget ? goOn(stores, report) : ask();
    }
  }

  private Integer ask() {
    ports
        .screen()
        .tell(
            "未作任何改动；请加 --apply 或 --forget 再执行 / Nothing was changed; run it again with --apply or"
                + " --forget");
    return ExitCode.REFUSED.number();
  }

  private Integer goOn(Stores stores, ConfirmRestore.Report report) {
    Instruction instruction = Instruction.of(ports.operator(), reason);
    Position begun = Waiting.on(stores.confirmRestore(report, apply, instruction));
    ports.screen().tell("新的纪元自 " + begun + " 开始 / The new epoch begins at " + begun);
    return ExitCode.OK.number();
  }

  private void show(ConfirmRestore.Report report) {
    Screen screen = ports.screen();
    screen.tell("PostgreSQL        " + report.head());
    screen.tell("Redis             " + report.carrier().map(Position::toString).orElse("—"));
    screen.tell("本节点 this node   " + report.memory().map(Position::toString).orElse("—"));
    report.stops().forEach(stop -> screen.tell(line(stop)));
    screen.tell(
        "将被遗忘的停用 %d 项 / %d stops would be forgotten"
            .formatted(report.stops().size(), report.stops().size()));
  }

  private static String line(ConfirmRestore.Stop stop) {
    CardNumber number = stop.number();
    String what = number == null ? "—" : number.inFours();
    String kind = stop.pass() ? "旧凭证 superseded pass" : stop.state().name();
    return "%10d  %s  %s".formatted(stop.index(), what, kind);
  }
}
