package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.NoNotices;
import org.goldcard.testkit.RememberedPosition;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makes a table young, and what makes a node doubt its log. Nothing here polls by itself. */
class ProofOfFreshnessTest {
  private static final Instant NOW = Instant.parse("2026-06-01T01:00:00Z");
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final CardTable table = new CardTable();
  private final AtomicLong nanos = new AtomicLong();
  private final RememberedPosition memory = new RememberedPosition();
  private final StatusFollower follower = follower(table);

  private StatusFollower follower(CardTable of) {
    return new StatusFollower(
        vertx, new NoNotices(log), of, memory, InstantSource.fixed(NOW), nanos::get);
  }

  /** One card, and a follower that then hears nothing but what a test says. */
  @BeforeEach
  void start() throws TimeoutException {
    log.record(7, ACTIVE);
    log.record(7, REVOKED);
    start(follower);
  }

  private void start(StatusFollower started) throws TimeoutException {
    started.start(carrier).await(20, TimeUnit.SECONDS);
    started.stop();
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void say(Position position, Duration age) {
    carrier.say(new Heartbeat(position, age));
  }

  private Freshness freshness() {
    return follower.freshness().orElseThrow();
  }

  @Test
  void aHeartbeatKeepsATableYoungWithoutTheLog() {
    pass(Duration.ofSeconds(60));
    say(log.position(), Duration.ofMillis(300));
    assertThat(freshness().age()).isEqualTo(Duration.ofMillis(300));
    assertThat(freshness().asOf()).isEqualTo(NOW.minusMillis(300));
    assertThat(freshness().source()).isEqualTo(Freshness.CARRIER);
    pass(Duration.ofSeconds(5));
    assertThat(freshness().isWithin(BUDGET)).isFalse();
  }

  @Test
  void theYoungestProofCounts() {
    pass(Duration.ofSeconds(1));
    say(log.position(), Duration.ofSeconds(3));
    assertThat(freshness().age()).isEqualTo(Duration.ofSeconds(1));
    assertThat(freshness().source()).isEqualTo(Freshness.LOG);
    say(log.position(), Duration.ofMillis(10));
    say(log.position(), Duration.ofMillis(900));
    assertThat(freshness().age()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void aHeartbeatOfAPositionThatTheTablePassedProvesIt() {
    Position before = log.position();
    carrier.say(log.record(8, ACTIVE));
    pass(Duration.ofSeconds(9));
    say(before, Duration.ofSeconds(1));
    assertThat(freshness().age()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aHeartbeatOfAPositionNotReachedProvesNothing() {
    log.record(8, REVOKED);
    pass(Duration.ofSeconds(9));
    say(log.position(), Duration.ZERO);
    assertThat(freshness().age()).isEqualTo(Duration.ofSeconds(9));
    say(new Position(1, 2, "ab".repeat(32)), Duration.ZERO);
    assertThat(freshness().age()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void aLogThatWentBackTakesNothingBackAndProvesNothing() throws TimeoutException {
    StatusFollower polling = follower(table);
    log.rollBack(1);
    pass(Duration.ofSeconds(9));
    start(polling);
    assertThat(polling.state()).isEqualTo(FeedState.ANOTHER_HISTORY);
    assertThat(polling.trustsLog()).isFalse();
    assertThat(polling.freshness()).isEmpty();
    assertThat(table.at(7)).isEqualTo(REVOKED);
  }

  @Test
  void aLogThatWentOnAnotherWayProvesNothingEither() throws TimeoutException {
    StatusFollower polling = follower(table);
    log.rollBack(1);
    log.record(8, ACTIVE);
    log.record(9, ACTIVE);
    start(polling);
    assertThat(polling.state()).isEqualTo(FeedState.ANOTHER_HISTORY);
    assertThat(table.at(7)).isEqualTo(REVOKED);
  }

  @Test
  void aNodeThatDoubtsItsLogBelievesNoHeartbeat() throws TimeoutException {
    Position known = log.position();
    StatusFollower polling = follower(table);
    log.rollBack(1);
    start(polling);
    say(known, Duration.ZERO);
    assertThat(polling.freshness()).isEmpty();
  }

  @Test
  void anEpochBegunByAnOperatorIsLoadedInWhole() throws TimeoutException {
    log.rollBack(1);
    log.beginEpoch();
    StatusFollower polling = follower(table);
    start(polling);
    assertThat(polling.state()).isEqualTo(FeedState.CURRENT);
    assertThat(table.at(7)).isEqualTo(ACTIVE);
  }

  @Test
  void aRestartedNodeRefusesALogThatLacksWhatItRemembers() throws TimeoutException {
    assertThat(memory.recall().await(1, TimeUnit.SECONDS)).contains(log.position());
    log.rollBack(1);
    log.record(8, ACTIVE);
    CardTable fresh = new CardTable();
    StatusFollower restarted = follower(fresh);
    start(restarted);
    assertThat(restarted.state()).isEqualTo(FeedState.ANOTHER_HISTORY);
    assertThat(restarted.freshness()).isEmpty();
    log.beginEpoch();
    StatusFollower confirmed = follower(new CardTable());
    start(confirmed);
    assertThat(confirmed.freshness()).isPresent();
  }

  @Test
  void aStartingNodeRefusesALogThatLacksWhatTheCarrierHolds() throws TimeoutException {
    carrier.rebuild(1, CardTable.load(log).await(1, TimeUnit.SECONDS)).await(1, TimeUnit.SECONDS);
    log.rollBack(1);
    StatusFollower elsewhere =
        new StatusFollower(
            vertx,
            new NoNotices(log),
            new CardTable(),
            PositionMemory.none(),
            InstantSource.fixed(NOW),
            nanos::get);
    start(elsewhere);
    assertThat(elsewhere.state()).isEqualTo(FeedState.ANOTHER_HISTORY);
    assertThat(elsewhere.freshness()).isEmpty();
  }

  @Test
  void aPositionHeardOfThatTheLogNeverOwnsToIsDoubted() throws TimeoutException {
    StatusChange lost = log.record(8, REVOKED);
    StatusChange later = log.record(9, REVOKED);
    log.rollBack(2);
    StatusFollower polling = follower(new CardTable());
    polling.start(carrier).await(20, TimeUnit.SECONDS);
    assertThat(polling.state()).isEqualTo(FeedState.CURRENT);
    carrier.say(later);
    assertThat(polling.state()).isEqualTo(FeedState.ANOTHER_HISTORY);
    polling.stop();
    assertThat(lost.position().isBeyond(log.position())).isTrue();
  }

  @Test
  void aLogThatComesBackIsTrustedAgain() throws TimeoutException {
    StatusChange newest = log.record(8, REVOKED);
    carrier.say(newest);
    log.rollBack(1);
    StatusFollower polling = follower(table);
    start(polling);
    assertThat(polling.trustsLog()).isFalse();
    log.record(8, REVOKED);
    StatusFollower again = follower(table);
    start(again);
    assertThat(again.trustsLog()).isTrue();
    assertThat(again.freshness()).isPresent();
  }
}
