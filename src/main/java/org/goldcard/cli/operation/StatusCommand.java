package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCompare;
import picocli.CommandLine.Command;

/** Compares the status record with what carries it, or rebuilds the carrier. */
@Command
public final class StatusCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  /** What is done. */
  public enum Task {
    COMPARE,
    REBUILD
  }

  /** One task over these ports. */
  public StatusCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return task == Task.COMPARE
        ? new Guide(
            "逐条比对PostgreSQL、Redis与内存中的卡状态",
            "Compare the statuses in PostgreSQL, Redis and memory, entry by entry",
            List.of("goldcard status compare"),
            List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY))
        : new Guide(
            "依据PostgreSQL重建Redis中的卡状态",
            "Rebuild the statuses in Redis from PostgreSQL",
            List.of("goldcard status rebuild"),
            List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      return task == Task.COMPARE ? compare(stores) : rebuild(stores);
    }
  }

  private Integer rebuild(Stores stores) {
    Position position = Waiting.on(stores.rebuildStatus());
    ports.screen().tell("Redis已重建至 " + position + " / Redis rebuilt at " + position);
    return ExitCode.OK.number();
  }

  private Integer compare(Stores stores) {
    StatusCompare.Report report = Waiting.on(stores.compareStatus());
    Screen screen = ports.screen();
    screen.tell("PostgreSQL  %s  %d条 entries".formatted(report.log(), report.entries()));
    screen.tell(
        "Redis       "
            + held(report.carrier().map(Position::toString).orElse("—"), report.carrierDiffers()));
    screen.tell(
        "内存 memory  "
            + held(report.table().map(Position::toString).orElse("—"), report.tableDiffers()));
    for (StatusCompare.Difference difference : report.first()) {
      screen.tell(
          "%10d  PostgreSQL %016x  Redis %016x  memory %016x"
              .formatted(
                  difference.index(),
                  difference.log().bits(),
                  difference.carrier().bits(),
                  difference.table().bits()));
    }
    screen.tell(report.isClean() ? "无差异 / no difference" : "有差异 / they differ");
    return (report.isClean() ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  private static String held(String position, int differs) {
    return position + "  " + differs + "条不同 differ";
  }
}
