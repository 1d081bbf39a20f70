package org.goldcard.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.Awaited.result;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.pollinterval.FixedPollInterval;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL and one Redis; {@code -Dchanges=10000} measures so many changes. */
class TwoNodesIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final int CHANGES = Integer.getInteger("changes", 200);

  private final String databaseUrl = TestServers.freshDatabase(TwoNodesIT.class);
  private final String redisUrl = TestServers.freshRedis();
  private Connection connection;
  private FeedNode one;
  private FeedNode other;

  @BeforeEach
  void start() throws SQLException {
    Vertx vertx = Vertx.vertx();
    result(Migrations.apply(vertx, DatabaseSettings.of(databaseUrl)));
    result(vertx.close());
    connection = TestServers.connect(databaseUrl);
    change(7, card(CardState.ACTIVE));
    one = new FeedNode(databaseUrl, redisUrl);
    await().until(one.publisher::leads);
    other = new FeedNode(databaseUrl, redisUrl);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
    connection.close();
  }

  private void change(int index, StatusWord word) throws SQLException {
    String call = "select record_changes(array[1::smallint], array[?], array[?], now())";
    try (PreparedStatement statement = connection.prepareStatement(call)) {
      statement.setInt(1, index);
      statement.setLong(2, word.bits());
      statement.execute();
    }
  }

  private static void awaitWord(FeedNode node, int index, StatusWord word) {
    await()
        .atMost(BOUND)
        .pollDelay(Duration.ZERO)
        .pollInterval(FixedPollInterval.fixed(Duration.ofMillis(1)))
        .until(() -> node.table.at(index).equals(word));
  }

  @Test
  void aCommittedChangeReachesBothNodesInTime() throws SQLException {
    long[] micros = new long[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      StatusWord word = card(i % 2 == 0 ? CardState.REVOKED : CardState.ACTIVE);
      change(7, word);
      long committed = System.nanoTime();
      awaitWord(one, 7, word);
      awaitWord(other, 7, word);
      micros[i] = (System.nanoTime() - committed) / 1000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "commit to both nodes, %d changes: p50 %d, p99 %d, max %d microseconds%n",
        CHANGES, micros[CHANGES / 2], micros[CHANGES * 99 / 100], micros[CHANGES - 1]);
    assertThat(result(one.compare.compare()).isClean()).isTrue();
    assertThat(result(other.compare.compare()).isClean()).isTrue();
  }

  @Test
  void theOtherNodePublishesWhenTheLeaderStops() throws SQLException {
    assertThat(one.publisher.leads()).isTrue();
    assertThat(other.publisher.leads()).isFalse();
    result(one.publisher.stop());
    await().until(other.publisher::leads);
    change(7, card(CardState.LOST));
    awaitWord(one, 7, card(CardState.LOST));
    assertThat(result(one.compare.compare()).isClean()).isTrue();
  }

  @Test
  void aRevisionCanBeWaitedForOnTheOtherNode() throws SQLException {
    change(7, card(CardState.REVOKED));
    long rev = Long.parseLong(TestServers.query(databaseUrl, "select seq from status_head").get(0));
    assertThat(result(other.follower.awaitRev(rev, BOUND))).isTrue();
    assertThat(other.table.at(7)).isEqualTo(card(CardState.REVOKED));
    assertThat(other.follower.freshness().orElseThrow().isWithin(BOUND)).isTrue();
  }
}
