package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.records.ScanStore.Visits;
import org.goldcard.records.VisitCounts;
import org.goldcard.records.VisitCounts.Counted;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisVisitCountsIT {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  private static final Instant NINE = Instant.parse("2026-06-01T01:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final String url = TestServers.freshRedis();
  private final RedisStore store = new RedisStore(vertx, url, FeedSeals::seal);
  private final VisitCounts counts = store.visitCounts(() -> NOW);

  @BeforeEach
  void connect() throws TimeoutException {
    store.connect().await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws TimeoutException {
    store.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void isDueOnceForEachOfItsContents() {
    assertThat(result(counts.due())).as("nothing whole").isEmpty();
    TestServers.redis(url, "HSET gc:status:head gen one");
    assertThat(result(counts.due())).contains("one");
    result(counts.done("older").map("told"));
    assertThat(result(counts.due())).contains("one");
    result(counts.done("one").map("told"));
    assertThat(result(counts.due())).isEmpty();
    TestServers.redis(url, "HSET gc:status:head gen two");
    assertThat(result(counts.due())).contains("two");
  }

  @Test
  void raisesACountAndMovesAFirstVisitBackButNeverTheOtherWay() {
    raise(7, 2, NINE, "north");
    assertThat(held(7)).containsExactly("2", "" + NINE.toEpochMilli(), "north");
    raise(7, 1, NINE.plusSeconds(60), "south");
    assertThat(held(7)).containsExactly("2", "" + NINE.toEpochMilli(), "north");
    raise(7, 3, NINE.minusSeconds(60), "west");
    assertThat(held(7)).containsExactly("3", "" + NINE.minusSeconds(60).toEpochMilli(), "west");
    assertThat(held(8)).as("another card").containsExactly("nil", "nil", "nil");
  }

  @Test
  void keepsTheCountsForTheRestOfTheDayOnly() {
    raise(7, 1, NINE, "north");
    long left = Long.parseLong(TestServers.redis(url, "PTTL " + key(7)).substring(1).strip());
    Duration rest = Duration.between(NOW, Instant.parse("2026-06-01T17:00:00Z"));
    assertThat(left).isBetween(rest.toMillis() - 60_000, rest.toMillis());
  }

  private void raise(int card, int count, Instant firstAt, String checkpoint) {
    Visits visits = new Visits("park", "unused", count, firstAt, checkpoint);
    result(counts.raise(List.of(new Counted(card, visits))).map("raised"));
  }

  private List<String> held(int card) {
    return TestServers.redis(url, "HMGET " + key(card) + " count at cp")
        .lines()
        .filter(line -> !line.startsWith("*") && !line.matches("\\$\\d+"))
        .map(line -> line.startsWith("$-1") ? "nil" : line)
        .toList();
  }

  private static String key(int card) {
    return Keys.visits("park", card, LocalDate.of(2026, 6, 1));
  }
}
