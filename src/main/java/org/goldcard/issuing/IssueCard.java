package org.goldcard.issuing;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.Period;
import java.util.random.RandomGenerator;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;

/** Issues the card of a recognised talent (article 24(1): 即可获得, at once and without approval). */
public final class IssueCard {
  private final CardRegistry cards;
  private final RandomGenerator random;
  private final Period term;
  private final boolean fromApproval;

  /**
   * Issues over a registry, the first term counted from the day of issue.
   *
   * @param cards the cards of record
   * @param random the source of card numbers, cryptographically strong
   * @param term 5 years unless the setting says otherwise ("一般为5年", article 24(2))
   */
  public IssueCard(CardRegistry cards, RandomGenerator random, Period term) {
    this(cards, random, term, false);
  }

  /**
   * Issues over a registry.
   *
   * @param fromApproval whether the first term counts from the day of the recognition instead
   */
  public IssueCard(CardRegistry cards, RandomGenerator random, Period term, boolean fromApproval) {
    this.cards = cards;
    this.random = random;
    this.term = term;
    this.fromApproval = fromApproval;
  }

  /**
   * Issues, or answers the card there is. The term starts today; an earlier end of the recognition
   * wins.
   */
  public Future<Outcome<Receipt>> issue(long talentId, Instruction instruction) {
    return cards.issue(talentId, instruction, this::decide);
  }

  Outcome<CardRegistry.Grant> decide(CardRegistry.Ground ground) {
    if (ground.withdrawn()) {
      return Outcome.refused(CardRefusal.TALENT_WITHDRAWN);
    }
    LocalDate today = Validity.dayOf(ground.now());
    LocalDate recognitionEnd = ground.endsOn();
    if (recognitionEnd != null && recognitionEnd.isBefore(today)) {
      return Outcome.refused(CardRefusal.RECOGNITION_ENDED);
    }
    LocalDate anchor = ground.recognisedOn();
    boolean early = fromApproval && anchor.isBefore(today);
    Validity full = Validity.starting(early ? anchor : today, term);
    if (full.lastDay().isBefore(today)) {
      return Outcome.refused(CardRefusal.RECOGNITION_ENDED);
    }
    Validity validity = recognitionEnd == null ? full : full.endingNoLaterThan(recognitionEnd);
    return Outcome.done(
        new CardRegistry.Grant(CardNumber.random(random), ground.talentClass(), validity));
  }
}
