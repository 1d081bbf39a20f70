package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.StatusCompare;
import org.goldcard.status.feed.PositionMemory;
import org.goldcard.status.feed.StatusFollower;
import org.goldcard.status.feed.StatusPublisher;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.InMemoryLeadership;
import org.goldcard.testkit.NoNotices;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed over a real Redis that is killed, frozen, emptied and put back to an old copy. */
class RedisFaultsIT {
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);
  private static final int CARDS = 3000;

  private final Vertx vertx = Vertx.vertx();
  private final RedisProcess redis = new RedisProcess();
  private final RedisStore store = new RedisStore(vertx, redis.url(), FeedSeals::seal);
  private final ScriptedLog log = new ScriptedLog();
  private final CardTable table = new CardTable();
  private final StatusFollower follower =
      new StatusFollower(
          vertx,
          new NoNotices(log),
          table,
          PositionMemory.none(),
          Clock.systemUTC(),
          System::nanoTime);
  private final StatusPublisher publisher =
      new StatusPublisher(
          vertx, new InMemoryLeadership(), log, store.statusCarrier(), follower::trustsLog);
  private final StatusCompare compare = new StatusCompare(vertx, log, store.statusCarrier(), table);

  private static <T> T done(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  @BeforeEach
  void start() throws TimeoutException {
    for (int i = 0; i < CARDS; i++) {
      log.record(i * 50, ACTIVE);
    }
    done(store.connect());
    done(follower.start(store.statusCarrier()));
    done(publisher.start());
    awaitSame();
  }

  @AfterEach
  void close() throws TimeoutException {
    follower.stop();
    done(publisher.stop());
    done(store.close());
    done(vertx.close());
    redis.close();
  }

  private void awaitSame() {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(RedisUnavailable.class)
        .untilAsserted(() -> assertThat(done(compare.compare()).isClean()).isTrue());
  }

  private void revoke(int index) {
    log.record(index, REVOKED);
  }

  private void awaitRefusedWithin(Duration bound, int index) {
    await().atMost(bound).until(() -> table.at(index).equals(REVOKED));
  }

  @Test
  void aChangeReachesANodeByTheStream() {
    await().until(this::lastChangeCameByTheStream);
  }

  /** The poll may be faster now and then. */
  private boolean lastChangeCameByTheStream() {
    revoke(50);
    await().until(() -> table.position().equals(Optional.of(log.position())));
    return follower.freshness().orElseThrow().source().equals(Freshness.CARRIER);
  }

  @Test
  void aKilledAndEmptiedRedisIsRebuiltByItself() {
    revoke(50);
    redis.kill();
    revoke(100);
    awaitRefusedWithin(Duration.ofSeconds(2), 100);
    assertThat(table.at(50)).isEqualTo(REVOKED);
    redis.restartEmpty();
    awaitSame();
    revoke(150);
    awaitRefusedWithin(Duration.ofSeconds(2), 150);
    awaitSame();
  }

  @Test
  void anOldCopyOfRedisUnRevokesNothing() {
    redis.saveCopy();
    revoke(50);
    awaitSame();
    redis.restoreCopy();
    revoke(100);
    awaitRefusedWithin(Duration.ofSeconds(2), 100);
    assertThat(table.at(50)).isEqualTo(REVOKED);
    awaitSame();
    assertThat(table.at(50)).isEqualTo(REVOKED);
  }

  @Test
  void aWipedRedisIsRebuiltWithItsFunctions() {
    revoke(50);
    awaitSame();
    redis.command("FUNCTION FLUSH");
    redis.command("FLUSHALL");
    awaitSame();
    revoke(100);
    awaitRefusedWithin(Duration.ofSeconds(2), 100);
  }

  @Test
  void aFrozenRedisDelaysNothingBeyondThePoll() {
    redis.freeze();
    revoke(50);
    awaitRefusedWithin(Duration.ofSeconds(2), 50);
    await().atMost(Duration.ofSeconds(20)).until(() -> !store.isConnected());
    redis.thaw();
    awaitSame();
  }

  @Test
  void thePublisherOvercomesAForgedEntryOnCommand() throws TimeoutException {
    redis.command("SETRANGE gc:status:0 0 xxxxxxxx");
    assertThat(done(compare.compare()).carrierDiffers()).isEqualTo(1);
    assertThat(done(publisher.rebuildNow())).isEqualTo(log.position());
    awaitSame();
  }
}
