package org.goldcard.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Standing;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.venues.device.Sighting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the scanners: how each was when it was last heard, and which of them are silent. */
@Command(name = "devices")
public final class DevicesCommand implements GuidedCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int LONGEST = 7 * 24 * 60;

  private final CommandPorts ports;

  @Option(
      names = "--silent",
      arity = "0..1",
      paramLabel = "MINUTES",
      fallbackValue = "15",
      description = {
        "只列出曾有心跳或核验、而已静默超过此分钟数的，默认15",
        "Only those heard before, and not for so many minutes; 15"
      })
  private @Nullable Integer silent;

  /** Over these ports. */
  public DevicesCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出核验设备：状态、最后心跳或核验、名单时龄、版本、时钟偏差、待传数、位置",
        "List scanners: mark, last heard, list age, version, clock skew, queued scans, place",
        List.of("goldcard devices", "goldcard devices --silent", "goldcard devices --silent=60"),
        List.of(ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Integer minutes = silent;
    if (minutes != null && (minutes < 1 || minutes > LONGEST)) {
      throw Checks.usage("--silent 应为1至" + LONGEST, "--silent is 1 to " + LONGEST);
    }
    Instant now = ports.clock().instant();
    try (Stores stores = ports.stores().get()) {
      Map<String, Heartbeat> beats = new HashMap<>();
      Waiting.on(stores.devices().all()).forEach(h -> beats.put(h.client(), h));
      Map<String, List<Sighting>> heard = new HashMap<>();
      Waiting.on(stores.sightings().lastHeard(Instant.EPOCH, now.plusSeconds(1)))
          .forEach(s -> heard.computeIfAbsent(s.client(), id -> new ArrayList<>()).add(s));
      Waiting.on(stores.clients().list()).stream()
          .filter(Standing::active)
          .map(Standing::client)
          .filter(client -> client.venueId() != null)
          .sorted(Comparator.comparing(Client::id))
          .flatMap(
              client ->
                  seen(client, beats.get(client.id()), heard.getOrDefault(client.id(), List.of()))
                      .stream())
          .filter(seen -> minutes == null || seen.isSilent(Duration.ofMinutes(minutes), now))
          .forEach(seen -> ports.screen().tell(seen.line(now)));
      return ExitCode.OK.number();
    }
  }

  /** A client of one place is one device; one of an area is a device at each of its checkpoints. */
  private static List<Seen> seen(Client client, @Nullable Heartbeat beat, List<Sighting> heard) {
    List<Seen> all = new ArrayList<>();
    for (Sighting one : heard) {
      boolean same = beat != null && beat.checkpoint().equals(one.checkpoint());
      all.add(new Seen(client.id(), one, same ? beat : null));
    }
    if (beat != null && all.stream().noneMatch(seen -> seen.beat != null)) {
      all.add(new Seen(client.id(), sighting(beat), beat));
    }
    if (all.isEmpty()) {
      String point = client.checkpoint() == null ? "-" : client.checkpoint();
      String venue = String.valueOf(client.venueId());
      all.add(new Seen(client.id(), new Sighting(client.id(), venue, point, Instant.MIN), null));
    }
    return all;
  }

  private static Sighting sighting(Heartbeat beat) {
    return new Sighting(beat.client(), beat.venue(), beat.checkpoint(), beat.at());
  }

  /**
   * A device, when it was heard last, and what it said of itself; never heard: the first moment.
   */
  private record Seen(String client, Sighting last, @Nullable Heartbeat beat) {
    private Instant at() {
      return beat != null && beat.at().isAfter(last.at()) ? beat.at() : last.at();
    }

    private boolean isSilent(Duration bound, Instant now) {
      return !at().equals(Instant.MIN) && at().isBefore(now.minus(bound));
    }

    private String line(Instant now) {
      String place = last.venue() + "/" + last.checkpoint();
      if (at().equals(Instant.MIN)) {
        return "%-20s %-14s %s".formatted(client, "NEVER_HEARD", place);
      }
      String mark = isSilent(Heartbeat.SILENT, now) ? "SILENT" : "HEARD";
      return "%-20s %-14s %s  %s%s"
          .formatted(client, mark, TIME.format(at()), beat == null ? "" : said(beat), place);
    }

    private static String said(Heartbeat beat) {
      Heartbeat.State state = beat.state();
      Duration age = state.listAge();
      String version = state.appVersion();
      return "list %s  %s  skew %+.1f s  queued %d  "
          .formatted(
              age == null ? "-" : age.toSeconds() + " s",
              version == null ? "-" : version,
              beat.skew().toMillis() / 1000.0,
              state.queued());
    }
  }
}
