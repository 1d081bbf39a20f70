package org.goldcard.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class CardLifeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00.250Z");
  private static final Validity TERM =
      Validity.starting(LocalDate.of(2026, 11, 1), Period.ofYears(5));

  @Test
  void eachChangeLeadsOutOfItsOwnStatesOnly() {
    assertLeadsOutOf(EnumSet.of(CardState.ACTIVE), CardLife::suspend);
    assertLeadsOutOf(EnumSet.of(CardState.ACTIVE, CardState.SUSPENDED), CardLife::reportLost);
    assertLeadsOutOf(EnumSet.of(CardState.SUSPENDED, CardState.LOST), CardLife::resume);
    Set<CardState> open = EnumSet.range(CardState.UNCLAIMED, CardState.LOST);
    assertLeadsOutOf(open, CardLife::close);
    assertLeadsOutOf(open, CardLife::revoke);
  }

  @Test
  void aSuspensionLiftsByItselfAfterADayAndNotBefore() {
    Card suspended = done(CardLife.suspend(card(CardState.ACTIVE), NOW));
    Instant until = NOW.plus(Duration.ofHours(24));
    assertThat(suspended.suspendedUntil()).isEqualTo(until);
    assertThat(CardLife.liftOverdue(suspended, until.minusMillis(1)).isDone()).isFalse();
    assertThat(done(CardLife.liftOverdue(suspended, until)).state()).isEqualTo(CardState.ACTIVE);
  }

  @Test
  void aLossReportOutlastsASuspensionAndIsNotLiftedByTime() {
    Card suspended = done(CardLife.suspend(card(CardState.ACTIVE), NOW));
    Card lost = done(CardLife.reportLost(suspended, NOW));
    assertThat(lost.state()).isEqualTo(CardState.LOST);
    assertThat(CardLife.liftOverdue(lost, NOW.plus(Duration.ofDays(400))).isDone()).isFalse();
  }

  @Test
  void codesFetchedBeforeALossReportOrAResumptionStayDead() {
    Card lost = done(CardLife.reportLost(card(CardState.ACTIVE), NOW));
    assertThat(lost.codesNotBefore()).isEqualTo(Instant.parse("2026-11-23T02:00:01Z"));
    Instant later = NOW.plusSeconds(60);
    assertThat(done(CardLife.resume(lost, later)).codesNotBefore()).isAfter(later);
  }

  @Test
  void anUpgradeStartsANewTermAndVersionAndKeepsNumberIndexAndCodes() {
    Card card = card(CardState.ACTIVE);
    Validity fresh = Validity.starting(LocalDate.of(2027, 5, 1), Period.ofYears(5));
    Card upgraded = done(CardLife.upgrade(card, TalentClass.B, fresh));
    assertThat(upgraded.talentClass()).isEqualTo(TalentClass.B);
    assertThat(upgraded.validity()).isEqualTo(fresh);
    assertThat(upgraded.version()).isEqualTo(2);
    assertThat(upgraded.number()).isEqualTo(card.number());
    assertThat(upgraded.index()).isEqualTo(card.index());
    assertThat(upgraded.codesNotBefore()).isEqualTo(card.codesNotBefore());
  }

  @Test
  void theSameOrALowerClassIsNoUpgrade() {
    Card card = card(CardState.ACTIVE);
    assertRefused(CardLife.upgrade(card, TalentClass.C, TERM), CardRefusal.NOT_HIGHER);
    assertRefused(CardLife.upgrade(card, TalentClass.D, TERM), CardRefusal.NOT_HIGHER);
  }

  @Test
  void aStoppedCardStaysStoppedThroughAnUpgrade() {
    Card upgraded = done(CardLife.upgrade(card(CardState.LOST), TalentClass.A, TERM));
    assertThat(upgraded.state()).isEqualTo(CardState.LOST);
  }

  @Test
  void aCorrectionMayLowerTheClass() {
    Card corrected = done(CardLife.correct(card(CardState.ACTIVE), TalentClass.D, TERM));
    assertThat(corrected.talentClass()).isEqualTo(TalentClass.D);
  }

  @Test
  void expiryIsSeenByTheClockButAWithdrawalStaysOne() {
    Instant after = TERM.end();
    assertThat(card(CardState.ACTIVE).stateAt(after)).isEqualTo(CardState.EXPIRED);
    assertThat(card(CardState.REVOKED).stateAt(after)).isEqualTo(CardState.REVOKED);
    assertRefused(CardLife.suspend(card(CardState.ACTIVE), after), CardRefusal.WRONG_STATE);
  }

  private static void assertLeadsOutOf(
      Set<CardState> states, BiFunction<Card, Instant, Outcome<Card>> change) {
    for (CardState state : EnumSet.complementOf(EnumSet.of(CardState.EXPIRED))) {
      Outcome<Card> outcome = change.apply(card(state), NOW);
      assertThat(outcome.isDone())
          .as("out of %s: %s", state, outcome)
          .isEqualTo(states.contains(state));
    }
  }

  private static void assertRefused(Outcome<Card> outcome, CardRefusal refusal) {
    assertThat(outcome.<Object>fold(c -> c, r -> r)).isEqualTo(refusal);
  }

  private static Card done(Outcome<Card> outcome) {
    return outcome.fold(
        c -> c,
        r -> {
          throw new AssertionError("refused: " + r);
        });
  }

  private static Card card(CardState state) {
    Instant until = state == CardState.SUSPENDED ? NOW.plusSeconds(60) : null;
    CardNumber number = new CardNumber("9000000000000001");
    return new Card(number, 7, TalentClass.C, TERM, state, 1, 11, 12, Instant.EPOCH, until);
  }
}
