package org.goldcard.cli.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tells by the hour how many scans each device let in and refused, and how many of them were poor.
 */
@Command(name = "scans")
public final class ScansCommand implements GuidedCommand {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int LONGEST = 190 * 24;

  private final CommandPorts ports;

  @Option(
      names = "--hours",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = {"最近几个小时，含本小时，默认24", "The last so many hours with the running one; 24"})
  private int hours;

  @Option(
      names = "--venue",
      paramLabel = "VENUE",
      description = {"只看此场所", "Of this venue alone"})
  private @Nullable String venue;

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description = {"只看此客户端", "Of this client alone"})
  private @Nullable String client;

  /** Over these ports. */
  public ScansCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "按小时列出各设备放行、拒绝、降级判断的核验次数",
        "Scans by hour and device: let in, refused, and of both those judged with less than all",
        List.of("goldcard scans", "goldcard scans --venue JN-BAOTU --hours 72"),
        List.of(ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    if (hours < 1 || hours > LONGEST) {
      throw Checks.usage("--hours 应为1至" + LONGEST, "--hours is 1 to " + LONGEST);
    }
    Instant now = ports.clock().instant();
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours - 1L));
    try (Stores stores = ports.stores().get()) {
      List<ScanHours.Hour> found =
          Waiting.on(
              stores.hours().read(new ScanHours.Wish(from, now.plusSeconds(1), client, venue)));
      found.forEach(hour -> ports.screen().tell(line(hour)));
      return ExitCode.OK.number();
    }
  }

  private static String line(ScanHours.Hour hour) {
    ScanRecord.Place place = hour.place();
    return "%s  %-20s %-24s passed %d  refused %d  degraded %d"
        .formatted(
            HOUR.format(hour.begins()),
            place.client(),
            place.venue() + "/" + place.checkpoint(),
            hour.passed(),
            hour.refused(),
            hour.degraded());
  }
}
