package org.goldcard.venues.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two nodes that share what they heard, over one log. */
class WatchDevicesTest {
  /** Ten in the morning in Jinan. */
  private static final String MORNING = "2026-06-01T02:00:00Z";

  private final Vertx vertx = Vertx.vertx();
  private final TickingClock clock = new TickingClock(MORNING);
  private final SharedLog log = new SharedLog();
  private final Set<String> withdrawn = new HashSet<>();
  private boolean leads = true;
  private final WatchDevices one = node(() -> leads);
  private final WatchDevices two = node(() -> !leads);
  private final Logger logger = (Logger) LoggerFactory.getLogger(WatchDevices.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private WatchDevices node(java.util.function.BooleanSupplier duty) {
    SilenceRule rule = SilenceRule.usual();
    return new WatchDevices(vertx, log, rule, id -> !withdrawn.contains(id), duty, clock);
  }

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    look();
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    result(vertx.close());
  }

  private Sighting east(String client) {
    return new Sighting(client, "park", "east", clock.instant());
  }

  /** Both nodes look; what cannot be read is no failure of the test. */
  private void look() {
    result(one.look().otherwiseEmpty());
    result(two.look().otherwiseEmpty());
  }

  /** Lets time pass in which other devices are heard and both nodes write and look. */
  private void pass(int minutes, String... heard) {
    for (int minute = 0; minute < minutes; minute++) {
      clock.move(Duration.ofMinutes(1));
      for (String client : heard) {
        two.heard(east(client));
      }
      result(one.write().otherwiseEmpty());
      result(two.write().otherwiseEmpty());
      look();
    }
  }

  private List<String> told() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aDeviceThatFallsSilentIsMissedByEveryNodeAndToldOnce() {
    Instant last = clock.instant();
    one.heard(east("gate-1"));
    two.heard(east("gate-2"));
    pass(15, "gate-2");
    assertThat(one.silent()).isEmpty();
    pass(1, "gate-2");
    assertThat(one.silent()).containsExactly(new Sighting("gate-1", "park", "east", last));
    assertThat(two.silent()).isEqualTo(one.silent());
    pass(30, "gate-2");
    assertThat(told()).containsExactly("device gate-1 at park/east is silent since " + last);
    pass(1, "gate-1", "gate-2");
    assertThat(one.silent()).isEmpty();
    pass(17, "gate-2");
    assertThat(told()).as("a new silence").hasSize(2);
  }

  @Test
  void whatAnotherNodeHearsCountsAsWell() {
    one.heard(east("gate-1"));
    pass(10, "gate-1");
    pass(10, "gate-1");
    assertThat(one.silent()).isEmpty();
    assertThat(log.writes).as("once a minute at most").isLessThanOrEqualTo(21);
  }

  @Test
  void oneCredentialAtTwoPlacesIsTwoDevices() {
    one.heard(east("area"));
    one.heard(new Sighting("area", "park", "north", clock.instant()));
    pass(16, "area");
    assertThat(one.silent()).extracting(Sighting::checkpoint).containsExactly("north");
  }

  @Test
  void theNightIsNoSilence() {
    clock.move(Duration.ofHours(11).plusMinutes(50));
    one.heard(east("gate-1"));
    pass(20);
    assertThat(one.silent()).as("after ten at night").isEmpty();
    clock.move(Duration.ofHours(7).plusMinutes(49));
    pass(1);
    assertThat(one.silent()).as("at six").isEmpty();
    pass(15);
    assertThat(one.silent()).as("a quarter of an hour later").isEmpty();
    pass(1);
    assertThat(one.silent()).hasSize(1);
  }

  @Test
  void aRecordThatIsAwayMakesNobodySilent() {
    one.heard(east("gate-1"));
    one.heard(east("gate-2"));
    pass(1);
    log.away = true;
    pass(60, "gate-2");
    assertThat(one.silent()).isEmpty();
    log.away = false;
    result(one.look());
    assertThat(one.silent()).as("nobody could be heard meanwhile").isEmpty();
    pass(16, "gate-2");
    assertThat(one.silent()).extracting(Sighting::client).containsExactly("gate-1");
    log.away = true;
    pass(1, "gate-2");
    log.away = false;
    pass(1, "gate-2");
    assertThat(one.silent()).as("known to be silent before").hasSize(1);
  }

  @Test
  void nobodyMissesAWithdrawnDeviceOrOneTakenAway() {
    one.heard(east("gate-1"));
    one.heard(east("gate-2"));
    withdrawn.add("gate-1");
    pass(16);
    assertThat(one.silent()).extracting(Sighting::client).containsExactly("gate-2");
    clock.move(WatchDevices.GONE);
    look();
    assertThat(one.silent()).isEmpty();
  }

  @Test
  void manyAtOnceAreToldInFewLines() {
    for (int i = 0; i < 2500; i++) {
      one.heard(east("gate-" + i));
    }
    pass(16);
    assertThat(one.silent()).hasSize(2500);
    assertThat(told()).hasSize(11).last().asString().isEqualTo("2490 devices more are silent");
  }

  /** The newest sighting of each device, as PostgreSQL would have it. */
  private static final class SharedLog implements SightingLog {
    private final Map<String, Sighting> rows = new TreeMap<>();
    private boolean away;
    private int writes;

    @Override
    public Future<Void> write(List<Sighting> sightings) {
      assertThat(sightings).hasSizeLessThanOrEqualTo(1000);
      if (away) {
        return Future.failedFuture("away");
      }
      for (Sighting fresh : sightings) {
        rows.merge(fresh.client() + " " + fresh.checkpoint(), fresh, SharedLog::newer);
        writes++;
      }
      return Future.succeededFuture();
    }

    private static Sighting newer(Sighting old, Sighting fresh) {
      return fresh.at().isBefore(old.at().plus(EVERY)) ? old : fresh;
    }

    @Override
    public Future<List<Sighting>> lastHeard(Instant from, Instant before) {
      if (away) {
        return Future.failedFuture("away");
      }
      List<Sighting> found = new ArrayList<>(rows.values());
      found.removeIf(one -> one.at().isBefore(from) || !one.at().isBefore(before));
      found.sort(Comparator.comparing(Sighting::at));
      return Future.succeededFuture(found);
    }
  }
}
