package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Leadership;
import org.goldcard.status.Position;
import org.goldcard.testkit.HeardFeed;
import org.goldcard.testkit.InMemoryLeadership;
import org.goldcard.testkit.InMemoryStatusCarrier;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPublisherTest {
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedLog log = new ScriptedLog();
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();
  private final InMemoryLeadership leadership = new InMemoryLeadership();
  private final AtomicBoolean trusted = new AtomicBoolean(true);
  private final StatusPublisher publisher =
      new StatusPublisher(vertx, leadership, log, carrier, trusted::get);
  private final StatusPublisher other =
      new StatusPublisher(vertx, leadership, log, carrier, () -> true);

  @AfterEach
  void close() throws TimeoutException {
    done(publisher.stop());
    done(other.stop());
    done(vertx.close());
  }

  private static <T> T done(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }

  private void start() throws TimeoutException {
    done(publisher.start());
    await().until(publisher::leads);
  }

  private void awaitCarried() {
    await().untilAsserted(this::assertCarried);
  }

  private void assertCarried() throws TimeoutException {
    Map<Integer, Long> entries = new TreeMap<>();
    done(carrier.entries((index, word) -> entries.put(index, word.bits())));
    assertThat(entries).isEqualTo(log.entries());
    assertThat(done(carrier.held())).contains(log.position());
  }

  @Test
  void fillsAnEmptyCarrierAndBringsEveryCommitAtOnce() throws TimeoutException {
    log.record(7, ACTIVE);
    start();
    awaitCarried();
    log.record(7, REVOKED);
    assertCarried();
  }

  @Test
  void bringsThousandsOfChangesThatItWasNotTold() throws TimeoutException {
    start();
    log.deaf(true);
    for (int i = 0; i < 1234; i++) {
      log.record(i, ACTIVE);
    }
    awaitCarried();
  }

  @Test
  void rebuildsACarrierThatForgot() throws TimeoutException {
    log.record(7, REVOKED);
    start();
    awaitCarried();
    done(carrier.forget());
    awaitCarried();
  }

  @Test
  void rebuildsACarrierThatForgotWhenTheNextCommitFindsOut() throws TimeoutException {
    log.record(7, REVOKED);
    start();
    awaitCarried();
    done(carrier.forget());
    log.record(8, REVOKED);
    assertCarried();
  }

  @Test
  void leadsACarrierOnThatWasPutBackToAnOldCopy() throws TimeoutException {
    log.record(7, ACTIVE);
    CardTable old = done(CardTable.load(log));
    start();
    log.record(7, REVOKED);
    awaitCarried();
    done(carrier.rebuild(9, old));
    log.record(8, ACTIVE);
    done(carrier.forget());
    done(carrier.rebuild(1, old));
    awaitCarried();
  }

  @Test
  void takesNothingBackWhenTheLogLacksWhatTheCarrierHolds() throws TimeoutException {
    log.record(7, ACTIVE);
    log.record(7, REVOKED);
    Position held = log.position();
    start();
    awaitCarried();
    log.rollBack(1);
    log.record(8, ACTIVE);
    log.record(9, ACTIVE);
    assertThat(done(carrier.held())).contains(held);
    assertThat(fails(other.rebuildNow())).isTrue();
    assertThat(done(carrier.held())).contains(held);
    assertThat(publisher.rebuilds()).isEqualTo(1);
    log.beginEpoch();
    awaitCarried();
  }

  @Test
  void leavesAnEmptyCarrierAloneWhileItsNodeDoubtsTheLog() throws TimeoutException {
    trusted.set(false);
    log.record(7, ACTIVE);
    start();
    log.record(8, ACTIVE);
    assertThat(done(carrier.held())).isEmpty();
    trusted.set(true);
    awaitCarried();
  }

  @Test
  void sendsAHeartbeatOfTheHeadItBroughtTheCarrierTo() throws TimeoutException {
    HeardFeed heard = new HeardFeed();
    done(carrier.follow(heard));
    log.record(7, ACTIVE);
    start();
    await().untilAsserted(() -> assertThat(beats(heard)).contains(log.position()));
    log.record(7, REVOKED);
    await().untilAsserted(() -> assertThat(beats(heard)).contains(log.position()));
    log.away(true);
    int before = heard.heartbeats().size();
    await().until(() -> publisher.failures() > 1);
    assertThat(heard.heartbeats()).hasSizeLessThanOrEqualTo(before + 1);
  }

  private static List<Position> beats(HeardFeed heard) {
    return heard.heartbeats().stream().map(Heartbeat::position).toList();
  }

  private static boolean fails(Future<?> future) throws TimeoutException {
    return done(future.map(false).otherwise(true));
  }

  @Test
  void rebuildsACarrierWhenTheLogBeginsAnotherEpoch() throws TimeoutException {
    log.record(7, REVOKED);
    start();
    awaitCarried();
    log.beginEpoch();
    log.record(8, ACTIVE);
    awaitCarried();
  }

  @Test
  void triesAgainWhenTheCarrierComesBack() throws TimeoutException {
    start();
    carrier.away(true);
    log.record(7, REVOKED);
    assertThat(publisher.leads()).isTrue();
    carrier.away(false);
    awaitCarried();
  }

  @Test
  void oneLeadsAndTheOtherTakesOverWithAHigherTerm() throws TimeoutException {
    start();
    done(other.start());
    assertThat(other.leads()).isFalse();
    done(publisher.stop());
    await().until(other::leads);
    log.record(7, REVOKED);
    awaitCarried();
  }

  @Test
  void givesTheLeadUpWhenItWasLost() throws TimeoutException {
    start();
    leadership.breakAll();
    Optional<Leadership.Lead> stolen = done(leadership.seek("status-publisher"));
    assertThat(stolen).isPresent();
    await().until(() -> !publisher.leads());
    done(stolen.orElseThrow().release());
    await().until(publisher::leads);
  }

  @Test
  void rebuildsOnCommandWhenNobodyLeads() throws TimeoutException {
    log.record(7, REVOKED);
    assertThat(done(other.rebuildNow())).isEqualTo(log.position());
    assertCarried();
    start();
  }

  @Test
  void hasTheLeaderRebuildOnCommand() throws TimeoutException {
    log.record(7, REVOKED);
    start();
    awaitCarried();
    assertThat(done(other.rebuildNow())).isEqualTo(log.position());
    assertCarried();
    assertThat(publisher.leads()).isTrue();
  }
}
