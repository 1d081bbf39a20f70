package org.goldcard.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeStatusTest {
  private static final Instruction BY_WINDOW =
      Instruction.of(new Actor(Actor.Kind.STAFF, "window-lixia"), "MISUSE");

  private final TickingClock clock = new TickingClock("2026-06-01T01:00:00Z");
  private final CardNumber number = CardNumber.random(new Random(1));
  private final Ledger ledger = new Ledger();
  private final ChangeStatus change = new ChangeStatus(ledger, clock);
  private final RevokeCard revoke = new RevokeCard(ledger, clock);
  private final LiftSuspensions lift = new LiftSuspensions(ledger, clock);

  @BeforeEach
  void oneCard() {
    ledger.add(number, clock.instant());
  }

  private CardState state() {
    return ledger.card(number).state();
  }

  private static CardState done(Future<Outcome<Receipt>> made) throws TimeoutException {
    return made.await(5, TimeUnit.SECONDS)
        .fold(
            Receipt::state,
            refusal -> {
              throw new AssertionError(refusal.name());
            });
  }

  private static Optional<CardRefusal> refusal(Future<Outcome<Receipt>> made)
      throws TimeoutException {
    return made.await(5, TimeUnit.SECONDS).fold(receipt -> Optional.empty(), Optional::of);
  }

  @Test
  void suspendsResumesReportsLostAndCloses() throws TimeoutException {
    assertThat(done(change.suspend(number, BY_WINDOW))).isEqualTo(CardState.SUSPENDED);
    assertThat(done(change.resume(number, BY_WINDOW))).isEqualTo(CardState.ACTIVE);
    assertThat(done(change.reportLost(number, BY_WINDOW))).isEqualTo(CardState.LOST);
    assertThat(done(change.close(number, BY_WINDOW))).isEqualTo(CardState.CLOSED);
    assertThat(refusal(change.resume(number, BY_WINDOW))).contains(CardRefusal.WRONG_STATE);
    assertThat(ledger.asked).containsOnly(BY_WINDOW);
  }

  @Test
  void revokesForEver() throws TimeoutException {
    assertThat(done(revoke.revoke(number, BY_WINDOW))).isEqualTo(CardState.REVOKED);
    assertThat(refusal(change.resume(number, BY_WINDOW))).contains(CardRefusal.WRONG_STATE);
    assertThat(refusal(revoke.revoke(number, BY_WINDOW))).contains(CardRefusal.WRONG_STATE);
  }

  @Test
  void decidesByTheClockAtTheMomentOfTheChange() throws TimeoutException {
    clock.move(Duration.ofDays(6 * 365));
    assertThat(refusal(change.suspend(number, BY_WINDOW))).contains(CardRefusal.WRONG_STATE);
  }

  @Test
  void liftsASuspensionAtItsEndAndNotBefore() throws TimeoutException {
    assertThat(done(change.suspend(number, BY_WINDOW))).isEqualTo(CardState.SUSPENDED);
    clock.move(Duration.ofHours(24).minusMillis(1));
    assertThat(lift.sweep().await(5, TimeUnit.SECONDS)).isZero();
    clock.move(Duration.ofMillis(1));
    assertThat(lift.sweep().await(5, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(state()).isEqualTo(CardState.ACTIVE);
    assertThat(lift.sweep().await(5, TimeUnit.SECONDS)).isZero();
    assertThat(ledger.asked.get(1).actor().kind()).isEqualTo(Actor.Kind.SYSTEM);
  }

  @Test
  void leavesALossReportedDuringASuspension() throws TimeoutException {
    assertThat(done(change.suspend(number, BY_WINDOW))).isEqualTo(CardState.SUSPENDED);
    ledger.beforeDeciding = () -> ledger.replace(number, CardState.LOST);
    clock.move(Duration.ofHours(24));
    assertThat(lift.sweep().await(5, TimeUnit.SECONDS)).isZero();
    assertThat(state()).isEqualTo(CardState.LOST);
  }

  @Test
  void liftsEverythingThatIsOverdueInOneSweep() throws TimeoutException {
    for (int i = 2; i < 12; i++) {
      CardNumber next = CardNumber.random(new Random(i));
      ledger.add(next, clock.instant());
      assertThat(done(change.suspend(next, BY_WINDOW))).isEqualTo(CardState.SUSPENDED);
    }
    clock.move(Duration.ofHours(25));
    assertThat(lift.sweep().await(5, TimeUnit.SECONDS)).isEqualTo(10);
  }

  /** Cards in memory; another change may slip in between reading what is overdue and deciding. */
  private static final class Ledger implements CardLedger {
    private final Map<CardNumber, Card> cards = new TreeMap<>();
    private final List<Instruction> asked = new ArrayList<>();
    private Runnable beforeDeciding = () -> {};

    private void add(CardNumber number, Instant now) {
      Validity term = Validity.starting(LocalDate.of(2026, 6, 1), Period.ofYears(5));
      cards.put(
          number, new Card(number, 1, TalentClass.B, term, CardState.ACTIVE, 1, 7, 8, now, null));
    }

    private Card card(CardNumber number) {
      return Objects.requireNonNull(cards.get(number));
    }

    private void replace(CardNumber number, CardState state) {
      Card card = card(number);
      cards.put(
          number,
          new Card(
              number,
              card.talentId(),
              card.talentClass(),
              card.validity(),
              state,
              card.version(),
              card.index(),
              card.passIndex(),
              card.codesNotBefore(),
              null));
    }

    @Override
    public Future<Outcome<Receipt>> changeStatus(
        CardNumber number, Instruction instruction, Function<Card, Outcome<Card>> decide) {
      asked.add(instruction);
      beforeDeciding.run();
      Outcome<Card> decided = decide.apply(card(number));
      return Future.succeededFuture(decided.map(card -> keep(number, card)));
    }

    private Receipt keep(CardNumber number, Card card) {
      cards.put(number, card);
      return new Receipt(
          number,
          card.state(),
          card.talentClass(),
          card.validity(),
          card.version(),
          asked.size(),
          card.codesNotBefore());
    }

    @Override
    public Future<List<CardNumber>> overdueSuspensions(Instant now, int limit) {
      return Future.succeededFuture(
          cards.values().stream()
              .filter(card -> isOverdue(card, now))
              .map(Card::number)
              .limit(limit)
              .toList());
    }

    private static boolean isOverdue(Card card, Instant now) {
      Instant until = card.suspendedUntil();
      return until != null && !now.isBefore(until);
    }
  }
}
