package org.goldcard.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Random;
import org.goldcard.card.Actor;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.TickingClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeClassTest {
  private static final Period TERM = Period.ofYears(5);
  private static final Instruction BY_STAFF =
      Instruction.of(new Actor(Actor.Kind.STAFF, "window"), "示例依据1号");

  private final TickingClock clock = new TickingClock("2023-06-01T04:00:00Z");
  private final InMemoryCards cards = new InMemoryCards(clock, new Random(20180919));
  private long talent;
  private CardNumber number = new CardNumber("9000000000000001");

  @BeforeEach
  void issueACardOfClassC() {
    talent = cards.recognise(Standing.of(on(TalentClass.C, "2023-05-01", null)));
    number =
        Awaited.done(new IssueCard(cards, new Random(1), TERM).issue(talent, BY_STAFF)).number();
  }

  @Test
  void upgradesToTheClassRecognisedWithANewTerm() {
    clock.move(Duration.ofDays(365));
    cards.recognise(talent, Standing.of(on(TalentClass.A, "2024-05-20", null)));

    Receipt receipt = Awaited.done(new UpgradeCard(cards, TERM).upgrade(number, BY_STAFF));

    assertThat(receipt.number()).isEqualTo(number);
    assertThat(receipt.talentClass()).isEqualTo(TalentClass.A);
    assertThat(receipt.version()).isEqualTo(2);
    assertThat(receipt.validity()).isEqualTo(term("2024-05-31", "2029-05-31"));
  }

  @Test
  void refusesAnUpgradeThatIsNone() {
    UpgradeCard upgrade = new UpgradeCard(cards, TERM);
    assertThat(Awaited.refusal(upgrade.upgrade(number, BY_STAFF)))
        .isEqualTo(CardRefusal.NOT_HIGHER);

    cards.recognise(talent, Standing.of(on(TalentClass.A, "2022-01-01", "2023-05-31")));
    assertThat(Awaited.refusal(upgrade.upgrade(number, BY_STAFF)))
        .isEqualTo(CardRefusal.RECOGNITION_ENDED);
    CardNumber unknown = CardNumber.random(new Random(7));
    assertThat(Awaited.refusal(upgrade.upgrade(unknown, BY_STAFF)))
        .isEqualTo(CardRefusal.CARD_UNKNOWN);
  }

  @Test
  void renewsAtTheLowerClassOnlyWhenTheOldTermIsOver() {
    Recognition lower = on(TalentClass.D, "2024-05-20", null);
    cards.recognise(
        talent,
        new Standing(
            on(TalentClass.C, "2023-05-01", null),
            new Standing.Pending(lower, LocalDate.of(2028, 6, 2))));
    RenewCard renew = new RenewCard(cards, TERM);

    clock.set(Validity.endOf(LocalDate.of(2028, 6, 1)).minusNanos(1));
    assertThat(Awaited.refusal(renew.renew(number, BY_STAFF))).isEqualTo(CardRefusal.WRONG_STATE);

    clock.set(Validity.endOf(LocalDate.of(2028, 6, 1)));
    Receipt receipt = Awaited.done(renew.renew(number, BY_STAFF));
    assertThat(receipt.talentClass()).isEqualTo(TalentClass.D);
    assertThat(receipt.validity()).isEqualTo(term("2028-06-02", "2033-06-02"));
  }

  @Test
  void renewsNothingWithoutANewerRecognition() {
    clock.set(Validity.endOf(LocalDate.of(2028, 6, 1)));

    assertThat(Awaited.refusal(new RenewCard(cards, TERM).renew(number, BY_STAFF)))
        .isEqualTo(CardRefusal.RECOGNITION_ENDED);
  }

  @Test
  void correctsClassAndTermFromTheFirstDay() {
    clock.move(Duration.ofDays(100));
    cards.recognise(talent, Standing.of(on(TalentClass.D, "2023-05-01", "2026-12-31")));

    Receipt receipt = Awaited.done(new CorrectCard(cards, TERM).correct(number, BY_STAFF));

    assertThat(receipt.talentClass()).isEqualTo(TalentClass.D);
    assertThat(receipt.validity()).isEqualTo(term("2023-06-01", "2026-12-31"));
  }

  @Test
  void correctsNothingWithoutEvidence() {
    Instruction bare = Instruction.of(BY_STAFF.actor(), " ");

    assertThatThrownBy(() -> Awaited.result(new CorrectCard(cards, TERM).correct(number, bare)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reason");
  }

  private static Recognition on(TalentClass talentClass, String on, @Nullable String ends) {
    return new Recognition(
        talentClass, LocalDate.parse(on), ends == null ? null : LocalDate.parse(ends));
  }

  private static Validity term(String first, String last) {
    return new Validity(LocalDate.parse(first), LocalDate.parse(last));
  }
}
