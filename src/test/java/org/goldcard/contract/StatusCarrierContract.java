package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;
import static org.goldcard.testkit.StatusWords.pass;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.HeardFeed;
import org.goldcard.testkit.ScriptedLog;
import org.junit.jupiter.api.Test;

/** What a carrier of the feed must do. */
public abstract class StatusCarrierContract {
  private static final StatusWord ACTIVE = card(CardState.ACTIVE);
  private static final StatusWord REVOKED = card(CardState.REVOKED);

  private final ScriptedLog log = new ScriptedLog();

  /** A carrier that holds nothing. */
  protected abstract StatusCarrier carrier();

  @CanIgnoreReturnValue
  private static <T> T done(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }

  private static boolean fails(Future<?> future) throws TimeoutException {
    return future.map(false).otherwise(true).await(20, TimeUnit.SECONDS);
  }

  private void rebuild(long term) throws TimeoutException {
    done(carrier().rebuild(term, done(CardTable.load(log))));
  }

  private Map<Integer, Long> entries() throws TimeoutException {
    Map<Integer, Long> entries = new TreeMap<>();
    done(carrier().entries((index, word) -> entries.put(index, word.bits())));
    return entries;
  }

  private Optional<Position> held() throws TimeoutException {
    return done(carrier().held());
  }

  @Test
  void holdsNothingAtFirstAndTakesNoChanges() throws TimeoutException {
    Position start = log.position();
    StatusChange change = log.record(7, ACTIVE);
    assertThat(held()).isEmpty();
    assertThat(done(carrier().apply(1, start, List.of(change)))).isEmpty();
    assertThat(entries()).isEmpty();
  }

  @Test
  void holdsWhatItWasRebuiltFromInEveryShard() throws TimeoutException {
    int[] indexes = {0, 1, 8191, 8192, 65_535, 65_536, 1_048_575, 1_048_576, 3_000_000};
    for (int index : indexes) {
      log.record(index, index % 2 == 0 ? ACTIVE : REVOKED);
    }
    rebuild(1);
    assertThat(entries()).isEqualTo(log.entries());
    assertThat(held()).contains(log.position());
  }

  @Test
  void forgetsEntriesThatARebuildDoesNotBring() throws TimeoutException {
    log.record(200_000, ACTIVE);
    rebuild(1);
    log.rollBack(1);
    log.record(3, ACTIVE);
    rebuild(2);
    assertThat(entries()).isEqualTo(log.entries());
  }

  @Test
  void takesTheNextChangesOfCardsAndPasses() throws TimeoutException {
    rebuild(1);
    Position from = log.position();
    List<StatusChange> changes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      changes.add(log.record(i * 1000, i % 3 == 0 ? REVOKED : ACTIVE));
    }
    changes.add(log.record(StatusChange.Kind.PASS, 900_000, pass(false, 1000)));
    assertThat(done(carrier().apply(1, from, changes))).contains(log.position());
    assertThat(entries()).isEqualTo(log.entries());
    assertThat(held()).contains(log.position());
  }

  @Test
  void takesChangesOnlyFromExactlyThePositionItHolds() throws TimeoutException {
    rebuild(1);
    Position start = log.position();
    StatusChange first = log.record(7, ACTIVE);
    StatusChange second = log.record(7, REVOKED);
    assertThat(done(carrier().apply(1, first.position(), List.of(second)))).contains(start);
    assertThat(done(carrier().apply(1, start, List.of(first, second)))).contains(log.position());
    assertThat(done(carrier().apply(1, start, List.of(first)))).contains(log.position());
    assertThat(entries()).isEqualTo(log.entries());
    Position fork = new Position(1, 2, "cd".repeat(32));
    StatusChange forged = ScriptedLog.after(fork, StatusChange.Kind.CARD, 7, ACTIVE);
    assertThat(done(carrier().apply(1, fork, List.of(forged)))).contains(log.position());
    Position other = new Position(2, 2, log.position().chain());
    StatusChange later = ScriptedLog.after(other, StatusChange.Kind.CARD, 7, ACTIVE);
    assertThat(done(carrier().apply(1, other, List.of(later)))).contains(log.position());
    assertThat(entries()).isEqualTo(log.entries());
  }

  @Test
  void refusesAnEarlierLeader() throws TimeoutException {
    rebuild(5);
    Position start = log.position();
    StatusChange change = log.record(7, REVOKED);
    assertThat(done(carrier().apply(4, start, List.of(change)))).contains(start);
    assertThat(fails(carrier().rebuild(4, done(CardTable.load(log))))).isTrue();
    assertThat(done(carrier().apply(6, start, List.of(change)))).contains(change.position());
    StatusChange next = log.record(7, ACTIVE);
    assertThat(done(carrier().apply(5, change.position(), List.of(next))))
        .contains(change.position());
  }

  @Test
  void aLaterEpochOutranksTheTermsOfTheOneBefore() throws TimeoutException {
    log.record(7, REVOKED);
    rebuild(5);
    log.beginEpoch();
    rebuild(1);
    assertThat(held()).contains(log.position());
    assertThat(entries()).isEqualTo(log.entries());
  }

  @Test
  void forgetsOnRequestWithTheTerms() throws TimeoutException {
    log.record(7, REVOKED);
    rebuild(5);
    done(carrier().forget());
    assertThat(held()).isEmpty();
    rebuild(1);
    assertThat(held()).contains(log.position());
    assertThat(entries()).isEqualTo(log.entries());
  }

  @Test
  void tellsFollowersOfEveryChangeInOrder() throws TimeoutException {
    rebuild(1);
    HeardFeed heard = new HeardFeed();
    List<StatusChange> said = new ArrayList<>();
    done(carrier().follow(heard));
    for (int i = 0; i < 50; i++) {
      Position from = log.position();
      said.add(log.record(i, i % 2 == 0 ? REVOKED : ACTIVE));
      said.add(log.record(StatusChange.Kind.PASS, 1000 + i, pass(i % 2 == 0, i)));
      done(carrier().apply(1, from, said.subList(2 * i, 2 * i + 2)));
    }
    await().untilAsserted(() -> assertThat(heard.changes()).isEqualTo(said));
  }

  @Test
  void tellsFollowersAlsoAfterARebuild() throws TimeoutException {
    log.record(7, ACTIVE);
    rebuild(1);
    HeardFeed heard = new HeardFeed();
    done(carrier().follow(heard));
    rebuild(2);
    Position from = log.position();
    StatusChange change = log.record(7, REVOKED);
    done(carrier().apply(2, from, List.of(change)));
    await().untilAsserted(() -> assertThat(heard.changes()).containsExactly(change));
  }

  private boolean beat(long term, Position at) throws TimeoutException {
    return done(carrier().beat(term, () -> Future.succeededFuture(at)));
  }

  @Test
  void tellsFollowersThatTheLogWasRead() throws TimeoutException {
    log.record(7, ACTIVE);
    rebuild(1);
    HeardFeed heard = new HeardFeed();
    done(carrier().follow(heard));
    await()
        .untilAsserted(
            () -> {
              assertThat(beat(1, log.position())).isTrue();
              assertThat(heard.heartbeats()).isNotEmpty();
            });
    Heartbeat last = heard.heartbeats().get(0);
    assertThat(last.position()).isEqualTo(log.position());
    assertThat(last.age()).isLessThan(StatusCarrier.PROMPT);
  }

  @Test
  void tellsNoHeartbeatOfAPositionItDoesNotHold() throws TimeoutException {
    Position start = log.position();
    assertThat(beat(1, start)).isFalse();
    rebuild(2);
    StatusChange change = log.record(7, REVOKED);
    assertThat(beat(2, change.position())).isFalse();
    assertThat(beat(1, start)).isFalse();
    assertThat(beat(2, new Position(2, 0, Position.START))).isFalse();
    assertThat(beat(2, start)).isTrue();
    assertThat(done(carrier().apply(1, start, List.of(change)))).contains(start);
  }

  @Test
  void tellsNoHeartbeatWithoutProof() throws TimeoutException {
    rebuild(1);
    HeardFeed heard = new HeardFeed();
    done(carrier().follow(heard));
    assertThat(fails(carrier().beat(1, () -> Future.failedFuture("no primary")))).isTrue();
    assertThat(heard.heartbeats()).isEmpty();
  }
}
