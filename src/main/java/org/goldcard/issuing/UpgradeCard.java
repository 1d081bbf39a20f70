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
import org.goldcard.card.Validity;

/**
 * Upgrades a card to the higher class its holder is recognised as (article 24(2)): new term from
 * today, old pass superseded, number kept.
 */
public final class UpgradeCard {
  private final CardRegistry cards;
  private final CardTerms terms;

  /**
   * Upgrades over a registry.
   *
   * @param cards the cards of record
   * @param term how long a card runs
   */
  public UpgradeCard(CardRegistry cards, Period term) {
    this.cards = cards;
    this.terms = new CardTerms(term);
  }

  /** Upgrades, or refuses with {@code NOT_HIGHER} when the recognition in force is no higher. */
  public Future<Outcome<Receipt>> upgrade(CardNumber number, Instruction instruction) {
    return cards.change(number, instruction, this::decide);
  }

  private Outcome<Card> decide(CardRegistry.OnFile onFile) {
    CardRegistry.Ground ground = onFile.ground();
    if (ground.withdrawn()) {
      return Outcome.refused(CardRefusal.TALENT_WITHDRAWN);
    }
    var today = Validity.dayOf(ground.now());
    var end = ground.endsOn();
    if (end != null && end.isBefore(today)) {
      return Outcome.refused(CardRefusal.RECOGNITION_ENDED);
    }
    return CardLife.upgrade(onFile.card(), ground.talentClass(), terms.from(today, end));
  }
}
