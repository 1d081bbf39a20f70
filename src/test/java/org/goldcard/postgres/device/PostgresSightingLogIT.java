package org.goldcard.postgres.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.testkit.TestServers;
import org.goldcard.venues.device.Sighting;
import org.goldcard.venues.device.SightingLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When devices were last heard, on a real PostgreSQL. */
class PostgresSightingLogIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
  private static String url;
  private static Database database;
  private static SightingLog log;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(PostgresSightingLogIT.class);
    DatabaseSettings settings = DatabaseSettings.of(url);
    result(Migrations.apply(VERTX, settings));
    database = new Database(VERTX, settings);
    log = new PostgresSightingLog(database);
  }

  @AfterAll
  static void close() {
    result(database.close().compose(closed -> VERTX.close()));
  }

  @BeforeEach
  void empty() {
    TestServers.execute(url, "truncate device_heard");
  }

  private static Sighting at(String client, String checkpoint, Duration after) {
    return new Sighting(client, "park", checkpoint, NOW.plus(after));
  }

  private static List<Sighting> all() {
    return result(log.lastHeard(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void keepsOneRowOfADeviceWrittenAtMostOnceAMinute() {
    Sighting first = at("gate", "east", Duration.ZERO);
    result(log.write(List.of(first, at("gate", "north", Duration.ofSeconds(1)))));
    result(log.write(List.of(at("gate", "east", Duration.ofSeconds(59)))));
    assertThat(all()).hasSize(2).contains(first);
    Sighting next = new Sighting("gate", "lake", "east", NOW.plusSeconds(60));
    result(log.write(List.of(next)));
    assertThat(all()).containsExactly(at("gate", "north", Duration.ofSeconds(1)), next);
    result(log.write(List.of(first)));
    assertThat(all()).as("never back in time").contains(next);
  }

  @Test
  void answersThoseOfASpanTheLongestSilentFirst() {
    Duration minute = Duration.ofMinutes(1);
    result(
        log.write(
            List.of(
                at("c", "x", minute),
                at("a", "x", minute.multipliedBy(2)),
                at("b", "x", Duration.ZERO))));
    assertThat(result(log.lastHeard(NOW, NOW.plus(minute.multipliedBy(2)))))
        .extracting(Sighting::client)
        .containsExactly("b", "c");
  }
}
