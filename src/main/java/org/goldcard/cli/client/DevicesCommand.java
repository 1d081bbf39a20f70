package org.goldcard.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Standing;
import org.goldcard.venues.device.Heartbeat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the scanners: how each was when it was last heard, and which of them are silent. */
@Command(name = "devices")
public final class DevicesCommand implements GuidedCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private final CommandPorts ports;

  /** Over these ports. */
  public DevicesCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出核验设备：状态、最后心跳、名单时龄、程序版本、时钟偏差、待传核验数、位置",
        "List scanners: mark, last heartbeat, list age, version, clock skew, queued scans, place",
        List.of("goldcard devices"),
        List.of(ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Map<String, Heartbeat> heard = new HashMap<>();
    Instant now = ports.clock().instant();
    try (Stores stores = ports.stores().get()) {
      Waiting.on(stores.devices().all()).forEach(h -> heard.put(h.client(), h));
      Waiting.on(stores.clients().list()).stream()
          .filter(Standing::active)
          .map(Standing::client)
          .filter(client -> client.venueId() != null)
          .sorted(Comparator.comparing(Client::id))
          .forEach(client -> ports.screen().tell(line(client, heard.get(client.id()), now)));
      return ExitCode.OK.number();
    }
  }

  private static String line(Client client, @Nullable Heartbeat last, Instant now) {
    String place = client.venueId() + "/" + dash(client.checkpoint());
    if (last == null) {
      return "%-20s %-14s %s".formatted(client.id(), "NEVER_HEARD", place);
    }
    Heartbeat.State state = last.state();
    Duration age = state.listAge();
    return "%-20s %-14s %s  list %s  %s  skew %+.1f s  queued %d  %s"
        .formatted(
            client.id(),
            last.isSilent(now) ? "SILENT" : "HEARD",
            TIME.format(last.at()),
            age == null ? "-" : age.toSeconds() + " s",
            dash(state.appVersion()),
            last.skew().toMillis() / 1000.0,
            state.queued(),
            place);
  }

  private static String dash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
