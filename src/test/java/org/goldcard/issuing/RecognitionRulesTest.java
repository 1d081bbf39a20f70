package org.goldcard.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.TalentRegistry.Decision;
import org.goldcard.issuing.TalentRegistry.Ground;
import org.goldcard.issuing.TalentRegistry.Note;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.testkit.TalentLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecognitionRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T04:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
  private static final Validity TERM =
      new Validity(LocalDate.of(2023, 6, 1), LocalDate.of(2028, 6, 1));
  private static final Talent TALENT = new TalentLists(1).talent(0);

  private final RecognitionRules rules = new RecognitionRules(Period.ofYears(5));

  @Test
  void upgradesTheCardWithANewTermFromToday() {
    Decision decision = decide(onFile(on(TalentClass.C, "2023-05-01"), card()), b("2025-12-01"));

    assertThat(decision.result()).isEqualTo(Result.UPGRADED);
    assertThat(decision.standing()).isEqualTo(Standing.of(on(TalentClass.B, "2025-12-01")));
    Card card = card(decision);
    assertThat(card.talentClass()).isEqualTo(TalentClass.B);
    assertThat(card.version()).isEqualTo(2);
    assertThat(card.validity()).isEqualTo(new Validity(TODAY, LocalDate.of(2031, 1, 15)));
    assertThat(card.number()).isEqualTo(card().number());
  }

  @Test
  void letsAnEarlierEndOfTheRecognitionCutTheNewTerm() {
    Recognition b = new Recognition(TalentClass.B, day("2025-12-01"), day("2027-12-31"));
    Card card = card(decide(onFile(on(TalentClass.C, "2023-05-01"), card()), b));

    assertThat(card.validity()).isEqualTo(new Validity(TODAY, day("2027-12-31")));
  }

  @Test
  void upgradesATalentWhoHasNoCardYet() {
    Decision decision = decide(onFile(on(TalentClass.C, "2023-05-01"), null), b("2025-12-01"));

    assertThat(decision.result()).isEqualTo(Result.UPGRADED);
    assertThat(decision.card()).isNull();
  }

  @Test
  void neverLowersTheClassMidTerm() {
    Recognition d = on(TalentClass.D, "2025-12-01");
    Recognition c = on(TalentClass.C, "2023-05-01");
    Decision decision = decide(onFile(c, card()), d);

    assertThat(decision.result()).isEqualTo(Result.LOWERED_LATER);
    assertThat(decision.card()).isNull();
    assertThat(decision.standing())
        .isEqualTo(new Standing(c, new Standing.Pending(d, day("2028-06-02"))));
    Standing waiting = standing(decision);
    assertThat(waiting.on(day("2028-06-01")).current()).isEqualTo(c);
    assertThat(waiting.on(day("2028-06-02")).current()).isEqualTo(d);
    assertThat(waiting.lastDay()).isEqualTo(day("2028-06-01"));
  }

  @Test
  void lowersAtOnceWhenTheOldTermIsOver() {
    Validity over = new Validity(day("2020-01-01"), day("2025-01-01"));
    Card expired = card(TalentClass.C, over);
    Decision decision =
        decide(onFile(on(TalentClass.C, "2019-12-01"), expired), on(TalentClass.D, "2025-06-01"));

    assertThat(decision.result()).isEqualTo(Result.LOWERED);
    assertThat(card(decision).talentClass()).isEqualTo(TalentClass.D);
    assertThat(card(decision).validity().firstDay()).isEqualTo(TODAY);
  }

  @Test
  void lowersLaterWithoutACardAsIfItHadBeenClaimedOnTheFirstDay() {
    Decision decision =
        decide(onFile(on(TalentClass.C, "2023-05-01"), null), on(TalentClass.D, "2025-12-01"));

    Standing.Pending pending = standing(decision).pending();
    assertThat(pending).isNotNull();
    assertThat(pending == null ? null : pending.from()).isEqualTo(day("2028-05-02"));
  }

  @Test
  void renewsOnTheSameClassAndNeverShortensATerm() {
    Decision longer =
        decide(onFile(on(TalentClass.C, "2023-05-01"), card()), on(TalentClass.C, "2025-12-01"));
    assertThat(longer.result()).isEqualTo(Result.RENEWED);
    assertThat(card(longer).validity().lastDay()).isEqualTo(day("2031-01-15"));

    Recognition shorter = new Recognition(TalentClass.C, day("2025-12-01"), day("2026-12-31"));
    Decision kept = decide(onFile(on(TalentClass.C, "2023-05-01"), card()), shorter);
    assertThat(kept.result()).isEqualTo(Result.RENEWED);
    assertThat(kept.card()).isNull();
  }

  @Test
  void correctsAtOnceInEitherDirectionAndKeepsTheFirstDay() {
    Decision down = correct(onFile(on(TalentClass.C, "2023-05-01"), card()), TalentClass.D);
    assertThat(down.result()).isEqualTo(Result.CORRECTED);
    assertThat(card(down).talentClass()).isEqualTo(TalentClass.D);
    assertThat(card(down).validity()).isEqualTo(TERM);

    Decision up = correct(onFile(on(TalentClass.C, "2023-05-01"), card()), TalentClass.A);
    assertThat(card(up).talentClass()).isEqualTo(TalentClass.A);
    assertThat(card(up).validity()).isEqualTo(TERM);
  }

  @Test
  void takesADecisionOnceOnly() {
    Decision again =
        decide(onFile(on(TalentClass.C, "2023-05-01"), card()), on(TalentClass.C, "2023-05-01"));
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    assertThat(again.talent()).isNull();
    assertThat(again.standing()).isNull();

    Decision corrected = correct(onFile(on(TalentClass.D, "2023-05-01"), card()), TalentClass.D);
    assertThat(corrected.result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void leavesAnOlderListWithoutEffect() {
    Decision decision = decide(onFile(on(TalentClass.C, "2023-05-01"), card()), b("2020-01-01"));

    assertThat(decision.result()).isEqualTo(Result.UNCHANGED);
    assertThat(decision.note()).isEqualTo(Note.OLDER);
  }

  @Test
  void asksForTheCorrectionColumnWhereTwoListsContradictEachOther() {
    OnFile known = onFile(on(TalentClass.C, "2023-05-01"), card());
    assertThat(decide(known, b("2023-05-01")).note()).isEqualTo(Note.SAME_DAY);
    assertThat(decide(known, on(TalentClass.D, "2023-05-01")).note()).isEqualTo(Note.SAME_DAY);
    Recognition end = new Recognition(TalentClass.C, day("2023-05-01"), day("2026-12-31"));
    assertThat(decide(known, end).note()).isEqualTo(Note.OTHER_END);
    assertThat(decide(known, end).result()).isEqualTo(Result.CONFLICT);
  }

  @Test
  void givesNothingForARecognitionThatIsOver() {
    Recognition over = new Recognition(TalentClass.A, day("2024-01-01"), day("2025-01-01"));
    Decision decision = decide(onFile(on(TalentClass.C, "2023-05-01"), card()), over);

    assertThat(decision.note()).isEqualTo(Note.ENDED);
    assertThat(decision.standing()).isNull();
  }

  @Test
  void givesNothingToATalentWhoseQualificationWasWithdrawn() {
    OnFile known = new OnFile(9, TALENT, Standing.of(on(TalentClass.C, "2023-05-01")), true, null);

    Decision decision = decide(known, b("2025-12-01"));

    assertThat(decision.result()).isEqualTo(Result.CONFLICT);
    assertThat(decision.note()).isEqualTo(Note.WITHDRAWN);
  }

  @Test
  void refusesARowWhoseDocumentsBelongToTwoTalents() {
    OnFile one = onFile(on(TalentClass.C, "2023-05-01"), null);
    OnFile two = new OnFile(10, TALENT, one.standing(), false, null);
    RecognisedRow row = new RecognisedRow(2, TALENT, b("2025-12-01"), null);

    Decision decision = rules.decide(row, new Ground(List.of(one, two), NOW));

    assertThat(decision.note()).isEqualTo(Note.TWO_TALENTS);
  }

  @Test
  void keepsTheRegisteredPhoneOfATalentWhoHasACard() {
    Talent moved = contact(new PhoneNumber("+8614099999999"), new EmailAddress("a@example.org"));
    Recognition same = on(TalentClass.C, "2023-05-01");

    Decision bound = decide(onFile(same, card()), moved, same);
    assertThat(bound.note()).isEqualTo(Note.CONTACT_KEPT);
    assertThat(talent(bound).phone()).isEqualTo(TALENT.phone());
    assertThat(talent(bound).email()).isEqualTo(moved.email());

    Decision free = decide(onFile(same, null), moved, same);
    assertThat(free.note()).isNull();
    assertThat(talent(free).phone()).isEqualTo(moved.phone());
  }

  @Test
  void keepsAContactThatANewerListLeavesOut() {
    Recognition same = on(TalentClass.C, "2023-05-01");
    Decision decision = decide(onFile(same, null), contact(null, null), same);

    assertThat(decision.result()).isEqualTo(Result.UNCHANGED);
  }

  private Decision decide(OnFile known, Recognition stated) {
    return decide(known, known.talent(), stated);
  }

  private Decision decide(OnFile known, Talent talent, Recognition stated) {
    return rules.decide(
        new RecognisedRow(2, talent, stated, null), new Ground(List.of(known), NOW));
  }

  private Decision correct(OnFile known, TalentClass to) {
    RecognisedRow row = new RecognisedRow(2, TALENT, on(to, "2023-05-01"), "示例更正依据1号");
    return rules.decide(row, new Ground(List.of(known), NOW));
  }

  private static OnFile onFile(Recognition current, @Nullable Card card) {
    return new OnFile(9, TALENT, Standing.of(current), false, card);
  }

  private static Talent contact(@Nullable PhoneNumber phone, @Nullable EmailAddress email) {
    return new Talent(
        TALENT.name(),
        TALENT.documents(),
        TALENT.nationality(),
        phone,
        email,
        TALENT.employer(),
        TALENT.introduction());
  }

  private static Card card() {
    return card(TalentClass.C, TERM);
  }

  private static Card card(TalentClass talentClass, Validity term) {
    CardNumber number = new CardNumber("9000000000000001");
    return new Card(number, 9, talentClass, term, CardState.ACTIVE, 1, 5, 6, Instant.EPOCH, null);
  }

  private static Card card(Decision decision) {
    Card card = decision.card();
    if (card == null) {
      throw new AssertionError("no card in " + decision.result());
    }
    return card;
  }

  private static Standing standing(Decision decision) {
    Standing standing = decision.standing();
    if (standing == null) {
      throw new AssertionError("no standing in " + decision.result());
    }
    return standing;
  }

  private static Talent talent(Decision decision) {
    Talent talent = decision.talent();
    if (talent == null) {
      throw new AssertionError("no talent in " + decision.result());
    }
    return talent;
  }

  private static Recognition b(String on) {
    return on(TalentClass.B, on);
  }

  private static Recognition on(TalentClass talentClass, String on) {
    return new Recognition(talentClass, day(on), null);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
