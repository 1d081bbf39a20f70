package org.goldcard.cli.card;

import java.nio.file.Path;
import java.util.List;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.ListWish;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.LongWork;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports the city's list of recognised talents. */
@Command(name = "recognise")
public final class RecogniseCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "FILE",
      description = {"名单文件：CSV（UTF-8或GB18030）或XLSX", "The list: CSV (UTF-8 or GB18030) or XLSX"})
  private Path file = Path.of("");

  @Option(
      names = "--skip-bad",
      description = {"跳过有误的行，导入其余", "Import the good rows although others are bad"})
  private boolean skipBad;

  @Option(
      names = "--bad-rows",
      paramLabel = "FILE",
      description = {
        "有误的行写入此文件，默认 <名单>.bad.csv；含个人信息，请妥善保管",
        "Where bad rows go, <list>.bad.csv by default; it holds personal data"
      })
  private @Nullable Path badRows;

  @Option(
      names = "--dry-run",
      description = {"只检查，不导入", "Check only, record nothing"})
  private boolean dryRun;

  /** Over these ports. */
  public RecogniseCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "导入高层次人才认定名单；有一行有误即全部不导入",
        "Import the list of recognised talents; one bad row, and nothing is imported",
        List.of(
            "goldcard recognise list.csv",
            "goldcard recognise list.xlsx --dry-run",
            "goldcard recognise list.xlsx --skip-bad --bad-rows bad.csv"),
        List.of(ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    if (badRows != null && !skipBad) {
      throw Checks.usage("--bad-rows 须与 --skip-bad 同用", "--bad-rows goes with --skip-bad");
    }
    Path list = Checks.readable(file);
    ListWish wish = new ListWish(list, ports.operator(), dryRun, skipBad ? badRowsFile() : null);
    ImportReport report;
    try (Stores stores = ports.stores().get();
        LongWork work = new LongWork(ports.screen())) {
      report =
          Waiting.on(
              stores.recognise(wish, (stage, done, all) -> work.at(words(stage), done, all)));
    }
    ImportReports.print(report, ports.screen());
    return (report.faults().isEmpty() ? ExitCode.OK : ExitCode.BAD_INPUT).number();
  }

  private Path badRowsFile() {
    Path chosen = badRows;
    return chosen != null ? chosen : file.resolveSibling(file.getFileName() + ".bad.csv");
  }

  private static String words(Progress.Stage stage) {
    return switch (stage) {
      case CHECKING -> "检查 checking";
      case RECORDING -> "导入 recording";
    };
  }
}
