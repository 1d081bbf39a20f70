package org.goldcard.status.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Leadership;
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
  private final StatusPublisher publisher = new StatusPublisher(vertx, leadership, log, carrier);
  private final StatusPublisher other = new StatusPublisher(vertx, leadership, log, carrier);

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
  void rebuildsACarrierOfAnotherHistory() throws TimeoutException {
    ScriptedLog stranger = new ScriptedLog();
    stranger.record(7, ACTIVE);
    log.record(7, REVOKED);
    log.record(8, REVOKED);
    start();
    awaitCarried();
    done(carrier.rebuild(1, done(CardTable.load(stranger))));
    awaitCarried();
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
