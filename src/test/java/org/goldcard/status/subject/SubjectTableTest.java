package org.goldcard.status.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.card.SubjectWord;
import org.goldcard.card.SubjectWord.State;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.SubjectLedger.Wish;
import org.goldcard.testkit.InMemoryStatusLog;
import org.goldcard.testkit.InMemorySubjects;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SubjectTableTest {
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryStatusLog log = new InMemoryStatusLog();
  private final InMemorySubjects ledger =
      new InMemorySubjects(log, new TickingClock("2026-06-01T01:00:00Z"));
  private final CardTable words = new CardTable();
  private final SubjectTable table = new SubjectTable(vertx, words, ledger);

  @BeforeEach
  void start() {
    change("gate", State.ACTIVE, "{\"n\":1}");
    feed();
    result(table.start());
  }

  @AfterEach
  void stop() {
    table.stop();
    result(vertx.close());
  }

  @Test
  void holdsWhatWasRecordedBefore() {
    assertThat(table.current(Kind.CLIENT, "gate").map(Subject::body)).contains("{\"n\":1}");
    assertThat(table.word(Kind.CLIENT, "gate")).isEqualTo(SubjectWord.of(State.ACTIVE, 1));
    assertThat(table.word(Kind.KEY, "gate")).isEqualTo(SubjectWord.NONE);
    assertThat(table.current(Kind.CLIENT, "nobody")).isEmpty();
  }

  @Test
  void readsWhatAChangedWordIsAboutByItself() {
    change("gate", State.ACTIVE, "{\"n\":2}");
    change("desk", State.ACTIVE, "{\"n\":3}");
    feed();
    Awaitility.await()
        .until(() -> table.current(Kind.CLIENT, "desk").map(Subject::body), body("{\"n\":3}"));
    assertThat(table.current(Kind.CLIENT, "gate").map(Subject::body)).contains("{\"n\":2}");
  }

  @Test
  void aWithdrawalActsFromTheWordAloneWhileTheRecordIsAway() {
    ledger.away(true);
    change("gate", State.WITHDRAWN, "{}");
    feed();
    assertThat(table.word(Kind.CLIENT, "gate").isActive()).isFalse();
  }

  @Test
  void neverHandsOutAnOutdatedBodyAndReadsItOnceTheRecordIsBack() {
    ledger.away(true);
    change("gate", State.ACTIVE, "{\"n\":2}");
    feed();
    assertThat(table.current(Kind.CLIENT, "gate")).isEmpty();
    assertThat(table.find(Kind.CLIENT, "gate").failed()).isTrue();
    ledger.away(false);
    Awaitility.await()
        .until(() -> table.current(Kind.CLIENT, "gate").map(Subject::body), body("{\"n\":2}"));
  }

  @Test
  void aWordThatTheRecordDoesNotKnowMakesNoBusyLoop() {
    words.put(SubjectWord.FIRST_INDEX, SubjectWord.of(State.ACTIVE, 1000).bits());
    int before = ledger.reads();
    assertThat(table.find(Kind.CLIENT, "gate").result()).isEmpty();
    assertThat(ledger.reads()).isBetween(before + 1, before + 5);
  }

  @Test
  void anotherEpochIsReadAnew() {
    words.put(SubjectWord.FIRST_INDEX + 7, SubjectWord.of(State.ACTIVE, 1).bits());
    CardTable restored = new CardTable();
    restored.put(SubjectWord.FIRST_INDEX, SubjectWord.of(State.ACTIVE, 1).bits());
    restored.publish(new Position(2, 9, Position.START));
    int before = ledger.reads();
    words.become(restored);
    Awaitility.await().until(() -> ledger.reads() > before);
    assertThat(table.current(Kind.CLIENT, "gate").map(Subject::body)).contains("{\"n\":1}");
  }

  @Test
  void tellsListenersOfEveryChange() {
    var told = new java.util.concurrent.atomic.AtomicReference<Optional<String>>(Optional.empty());
    table.onChange(() -> told.set(table.current(Kind.CLIENT, "gate").map(Subject::body)));
    change("gate", State.ACTIVE, "{\"n\":5}");
    feed();
    Awaitility.await().until(told::get, body("{\"n\":5}"));
  }

  private static java.util.function.Predicate<Optional<String>> body(String expected) {
    return found -> found.equals(Optional.of(expected));
  }

  private void change(String name, State state, String body) {
    result(
        ledger.change(
            Kind.CLIENT, name, BY, b -> Optional.of(new Wish("test", state, body, false))));
  }

  /** What a follower does: entries first, then the position. */
  private void feed() {
    words.publish(result(log.snapshot((index, word) -> words.put(index, word.bits()))));
  }
}
