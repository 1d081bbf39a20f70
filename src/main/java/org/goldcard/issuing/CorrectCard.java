package org.goldcard.issuing;

import io.vertx.core.Future;
import java.time.Period;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;

/**
 * 更正: makes a card what it should have been from its first day, after a clerical error in the
 * recognition was put right. Neither upgrade nor downgrade; in force at once.
 */
public final class CorrectCard {
  private final CardRegistry cards;
  private final CardTerms terms;

  /**
   * Corrects over a registry.
   *
   * @param cards the cards of record
   * @param term how long a card runs
   */
  public CorrectCard(CardRegistry cards, Period term) {
    this.cards = cards;
    this.terms = new CardTerms(term);
  }

  /**
   * Corrects class and term to the recognition in force.
   *
   * @param instruction its reason names the evidence, which is required
   */
  public Future<Outcome<Receipt>> correct(CardNumber number, Instruction instruction) {
    if (instruction.reason().isBlank()) {
      throw new IllegalArgumentException("reason: a correction needs its evidence");
    }
    return cards.change(number, instruction, this::decide);
  }

  private Outcome<Card> decide(CardRegistry.OnFile onFile) {
    if (onFile.ground().withdrawn()) {
      return Outcome.refused(CardRefusal.TALENT_WITHDRAWN);
    }
    Card card = onFile.card();
    var ground = onFile.ground();
    return CardLife.correct(
        card, ground.talentClass(), terms.from(card.validity().firstDay(), ground.endsOn()));
  }
}
