package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.RememberedPosition;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusFollowerTest {
  private static final Instant NOW = Instant.parse("2026-06-01T01:00:00Z");
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final CardTable table = new CardTable();
  private final AtomicLong nanos = new AtomicLong();
  private final RememberedPosition memory = new RememberedPosition();
  private final StatusFollower follower =
      new StatusFollower(vertx, log, table, memory, InstantSource.fixed(NOW), nanos::get);

  @BeforeEach
  void oneCard() {
    log.record(7, ACTIVE);
  }

  @AfterEach
  void close() throws TimeoutException {
    follower.stop();
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void start() throws TimeoutException {
    follower.start(carrier).await(20, TimeUnit.SECONDS);
  }

  @CanIgnoreReturnValue
  private StatusChange unheard(int index, StatusWord word) {
    log.deaf(true);
    return log.record(index, word);
  }

  @Test
  void holdsTheWholeLogWhenStarted() throws TimeoutException {
    start();
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
    assertThat(table.position()).contains(log.position());
  }

  @Test
  void knowsNoFreshnessBeforeItIsLoaded() {
    log.away(true);
    var loading = follower.start(carrier);
    assertThat(follower.freshness()).isEmpty();
    assertThat(loading.isComplete()).isFalse();
    log.away(false);
    await().until(loading::succeeded);
  }

  @Test
  void appliesTheNextChangeFromTheStreamAtOnce() throws TimeoutException {
    start();
    carrier.say(unheard(7, REVOKED));
    assertThat(table.at(7)).isEqualTo(REVOKED);
  }

  @Test
  void readsAGapFromTheLog() throws TimeoutException {
    start();
    StatusChange missed = unheard(7, REVOKED);
    StatusChange early = unheard(8, ACTIVE);
    carrier.say(early);
    assertThat(table.position()).contains(early.position());
    assertThat(table.bits(missed.index())).isEqualTo(REVOKED.bits());
    assertThat(follower.freshness().orElseThrow().source()).isEqualTo(Freshness.LOG);
  }

  @Test
  void ignoresChangesItHas() throws TimeoutException {
    start();
    StatusChange first = log.record(9, ACTIVE);
    log.record(9, REVOKED);
    carrier.say(first);
    assertThat(table.at(9)).isEqualTo(REVOKED);
  }

  @Test
  void takesNoChangeOfAnotherHistoryFromTheStream() throws TimeoutException {
    start();
    Position elsewhere = new Position(1, log.position().seq(), "ab".repeat(32));
    carrier.say(ScriptedLog.after(elsewhere, StatusChange.Kind.CARD, 7, REVOKED));
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
  }

  @Test
  void loadsAnewInAnotherEpoch() throws TimeoutException {
    start();
    log.beginEpoch();
    log.record(8, REVOKED);
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
    assertThat(follower.freshness().orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void loadsAnewWhenTheChangesItMissedWereCutOff() throws TimeoutException {
    start();
    unheard(8, ACTIVE);
    unheard(9, REVOKED);
    log.cutOff();
    follower.poll();
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
  }

  @Test
  void losesNoChangeThatArrivesWhileItLoadsAnew() throws TimeoutException {
    start();
    AtomicReference<StatusWord> seenMeanwhile = new AtomicReference<>();
    log.inSnapshot(
        () -> {
          log.inSnapshot(() -> {});
          seenMeanwhile.set(table.at(7));
          carrier.say(log.record(7, REVOKED));
        });
    log.beginEpoch();
    log.record(8, ACTIVE);
    assertThat(seenMeanwhile).hasValue(ACTIVE);
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
    assertThat(table.at(7)).isEqualTo(REVOKED);
  }

  @Test
  void keepsTheOldTableWhileTheLogIsAwayAndSaysItsAge() throws TimeoutException {
    start();
    log.away(true);
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    follower.poll();
    Freshness freshness = follower.freshness().orElseThrow();
    assertThat(table.at(7)).isEqualTo(ACTIVE);
    assertThat(freshness.age()).isEqualTo(Duration.ofSeconds(9));
    assertThat(freshness.isWithin(Duration.ofSeconds(5))).isFalse();
  }

  @Test
  void countsAgeFromWhenTheQuestionWasSent() throws TimeoutException {
    start();
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    await().until(() -> follower.freshness().orElseThrow().age().isZero());
    assertThat(follower.freshness().orElseThrow().asOf()).isEqualTo(NOW);
  }

  @Test
  void hearsOfACommitBeforeThePollAndFollowsThousandsOfThem() throws TimeoutException {
    start();
    log.deaf(true);
    for (int i = 0; i < 2500; i++) {
      unheard(100 + i, ACTIVE);
    }
    log.deaf(false);
    log.record(7, REVOKED);
    assertThat(ScriptedLog.entriesOf(table)).isEqualTo(log.entries());
  }

  @Test
  void waitsForARevisionAndGivesUpInTime() throws TimeoutException {
    start();
    long rev = log.position().seq();
    assertThat(follower.awaitRev(rev, Duration.ofSeconds(5)).await(9, TimeUnit.SECONDS)).isTrue();
    var next = follower.awaitRev(rev + 1, Duration.ofSeconds(20));
    assertThat(next.isComplete()).isFalse();
    log.record(7, REVOKED);
    assertThat(next.await(9, TimeUnit.SECONDS)).isTrue();
    var never = follower.awaitRev(rev + 9, Duration.ofMillis(20));
    assertThat(never.await(9, TimeUnit.SECONDS)).isFalse();
  }
}
