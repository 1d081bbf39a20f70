package org.goldcard.contract;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.Period;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.issuing.IssueCard;
import org.goldcard.status.CardLedger;
import org.goldcard.status.StatusLog;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TickingClock;

/** A store of cards under contract, with what tests put into it. */
public interface CardStore {
  /** What the tests do is done by. */
  Actor TESTER = new Actor(Actor.Kind.OPERATOR, "tester");

  /** Five years, as article 24(2) has it. */
  Period TERM = Period.ofYears(5);

  /** The clock the store reads. */
  TickingClock clock();

  /** The store, for issuing. */
  CardRegistry registry();

  /** The store, for statuses. */
  CardLedger ledger();

  /** The store's feed. */
  StatusLog log();

  /** Records a new talent; answers the id. */
  long recognise(Standing standing);

  /** Replaces what a talent is recognised as. */
  void recognise(long talentId, Standing standing);

  /** A wish without a retry key. */
  static Instruction wish() {
    return Instruction.of(TESTER, "test");
  }

  /** A wish that may be repeated. */
  static Instruction wish(String key, String requestHash) {
    return new Instruction(TESTER, "test", new Instruction.RetryKey(key, requestHash));
  }

  /** A talent of a class recognised long ago, without an end. */
  default long talent(TalentClass talentClass) {
    return recognise(standing(talentClass));
  }

  /** The standing of {@link #talent}. */
  static Standing standing(TalentClass talentClass) {
    return Standing.of(new Recognition(talentClass, LocalDate.of(2026, 1, 5), null));
  }

  /** Issues by the rules of the house. */
  @CanIgnoreReturnValue
  default Receipt issue(long talentId) {
    return Awaited.done(rule().issue(talentId, wish()));
  }

  /** The rule that issues. */
  default IssueCard rule() {
    return new IssueCard(registry(), new SecureRandom(), TERM);
  }

  /** A fresh card of class C. */
  @CanIgnoreReturnValue
  default Card card() {
    return card(issue(talent(TalentClass.C)).number());
  }

  /** A card as recorded. */
  default Card card(CardNumber number) {
    return Awaited.result(registry().find(number)).orElseThrow();
  }

  /** A grant of a five-year card under a number. */
  static Outcome<CardRegistry.Grant> grant(CardNumber number, CardRegistry.Ground ground) {
    Validity term = Validity.starting(Validity.dayOf(ground.now()), TERM);
    return Outcome.done(new CardRegistry.Grant(number, ground.talentClass(), term));
  }
}
