package org.goldcard.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.Awaited.result;
import static org.goldcard.testkit.StatusWords.card;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.pollinterval.FixedPollInterval;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.status.Freshness;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes over a real Redis that is killed, frozen, paused, emptied, cut short and put back to an
 * old copy, and nodes cut off from one server or the other. With {@code -Dchanges=10000} each fault
 * lasts for so many changes.
 */
class RedisFaultsIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final int CHANGES = Integer.getInteger("changes", 60);
  private static final int FIRST = 1000;

  private final String databaseUrl = TestServers.freshDatabase(RedisFaultsIT.class);
  private final RedisProcess redis = new RedisProcess();
  private Connection connection;
  private FeedNode one;
  private FeedNode other;
  private int next = FIRST;

  @BeforeEach
  void start() throws SQLException {
    Vertx vertx = Vertx.vertx();
    result(Migrations.apply(vertx, DatabaseSettings.of(databaseUrl)));
    result(vertx.close());
    connection = TestServers.connect(databaseUrl);
    one = new FeedNode(databaseUrl, redis.url());
    await().until(one.publisher::leads);
    other = new FeedNode(databaseUrl, redis.url());
    awaitSame();
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
    connection.close();
    redis.close();
  }

  private void record(int index, StatusWord word) throws SQLException {
    String call = "select record_changes(array[1::smallint], array[?], array[?], now())";
    try (PreparedStatement statement = connection.prepareStatement(call)) {
      statement.setInt(1, index);
      statement.setLong(2, word.bits());
      statement.execute();
    }
  }

  /** Revokes a card of its own and waits until both nodes refuse it; answers the microseconds. */
  @CanIgnoreReturnValue
  private long revoke() throws SQLException {
    int index = next++;
    record(index, card(CardState.REVOKED));
    long committed = System.nanoTime();
    awaitRevoked(one, index);
    awaitRevoked(other, index);
    return (System.nanoTime() - committed) / 1000;
  }

  private static void awaitRevoked(FeedNode node, int index) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(FixedPollInterval.fixed(Duration.ofMillis(1)))
        .until(() -> node.table.at(index).equals(card(CardState.REVOKED)));
  }

  private void awaitSame() {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(RedisUnavailable.class)
        .untilAsserted(() -> assertThat(result(one.compare.compare()).isClean()).isTrue());
  }

  /** A fault with changes throughout; afterwards both are whole and nothing came back. */
  private void measure(String name, Duration atLeast, Runnable begin, Runnable end)
      throws SQLException {
    List<Long> micros = new ArrayList<>();
    begin.run();
    long until = System.nanoTime() + atLeast.toNanos();
    while (micros.size() < CHANGES / 2 || System.nanoTime() < until) {
      micros.add(revoke());
    }
    end.run();
    for (int left = CHANGES / 2; left > 0; left--) {
      micros.add(revoke());
    }
    Collections.sort(micros);
    int count = micros.size();
    long max = micros.get(count - 1);
    System.out.printf(
        "redis %s, %d changes: p50 %d, p99 %d, max %d microseconds%n",
        name, count, micros.get(count / 2), micros.get(count * 99 / 100), max);
    assertThat(max).as(name).isLessThan(BOUND.toNanos() / 1000);
    awaitSame();
    assertNothingCameBack();
  }

  private void assertNothingCameBack() {
    for (int index = FIRST; index < next; index++) {
      assertThat(one.table.at(index)).isEqualTo(card(CardState.REVOKED));
      assertThat(other.table.at(index)).isEqualTo(card(CardState.REVOKED));
    }
  }

  @Test
  void aKilledRedisStartedEmptyDelaysNothingAndIsRebuilt() throws SQLException {
    revoke();
    measure("killed", Duration.ZERO, redis::kill, redis::start);
    assertThat(one.publisher.rebuilds()).isEqualTo(2);
  }

  @Test
  void aWipedRedisIsRebuiltWithItsFunctions() throws SQLException {
    revoke();
    measure("emptied", Duration.ZERO, () -> redis.command("FLUSHALL"), this::wipeFunctions);
  }

  private void wipeFunctions() {
    redis.command("FUNCTION FLUSH");
    redis.command("FLUSHALL");
  }

  @Test
  void anOldCopyOfRedisUnRevokesNothing() throws SQLException {
    redis.saveCopy();
    revoke();
    measure("put back to an old copy", Duration.ZERO, redis::restoreCopy, () -> {});
  }

  @Test
  void aFrozenRedisDelaysNothing() throws SQLException {
    measure("frozen for 3 s", Duration.ofSeconds(3), redis::freeze, redis::thaw);
  }

  @Test
  void aPausedRedisAndAStreamCutShortDelayNothing() throws SQLException {
    Runnable pause = () -> redis.command("CLIENT PAUSE 1000 ALL");
    measure("paused for 1 s", Duration.ofSeconds(1), pause, () -> {});
    Runnable trim = () -> redis.command("XTRIM gc:status:stream MAXLEN 0");
    measure("with its stream cut", Duration.ZERO, trim, trim);
  }

  @Test
  void whatNoNodeWroteIsPassedOverAndAForgedHeadRebuilt() throws SQLException {
    revoke();
    long rebuilds = one.publisher.rebuilds();
    redis.command("XADD gc:status:stream * c forged");
    redis.command("HSET gc:status:head seq 99 chain " + "ab".repeat(32));
    await().until(() -> one.publisher.rebuilds() > rebuilds);
    awaitSame();
    revoke();
  }

  @Test
  void aNodeCutOffFromOneServerStaysFreshByTheOther() throws SQLException {
    await().until(() -> age(other).compareTo(Duration.ofSeconds(2)) < 0);
    other.loseDatabase();
    await().until(() -> source(other).equals(Freshness.CARRIER));
    await()
        .during(Duration.ofSeconds(3))
        .until(() -> revoke() > 0 && age(other).compareTo(Duration.ofMillis(2500)) < 0);
    other.loseRedis();
    Duration before = age(other);
    await().until(() -> age(other).compareTo(before.plusSeconds(2)) > 0);
    one.loseRedis();
    int index = next++;
    record(index, card(CardState.REVOKED));
    awaitRevoked(one, index);
    assertThat(source(one)).isEqualTo(Freshness.LOG);
    assertThat(age(one)).isLessThan(BOUND);
  }

  private static Duration age(FeedNode node) {
    return node.follower.freshness().orElseThrow().age();
  }

  private static String source(FeedNode node) {
    return node.follower.freshness().orElseThrow().source();
  }
}
