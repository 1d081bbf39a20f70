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
 * Renews a card whose term is over after a newer recognition, of any class: that is how a lower
 * class, which never takes effect mid-term, comes into force.
 */
public final class RenewCard {
  private final CardRegistry cards;
  private final CardTerms terms;

  /**
   * Renews over a registry.
   *
   * @param cards the cards of record
   * @param term how long a card runs
   */
  public RenewCard(CardRegistry cards, Period term) {
    this.cards = cards;
    this.terms = new CardTerms(term);
  }

  /**
   * A new term from today on the same number; refused with {@code WRONG_STATE} while the old one
   * runs, with {@code RECOGNITION_ENDED} when no recognition came after the old term began.
   */
  public Future<Outcome<Receipt>> renew(CardNumber number, Instruction instruction) {
    return cards.change(number, instruction, this::decide);
  }

  private Outcome<Card> decide(CardRegistry.OnFile onFile) {
    CardRegistry.Ground ground = onFile.ground();
    Validity old = onFile.card().validity();
    if (ground.withdrawn()) {
      return Outcome.refused(CardRefusal.TALENT_WITHDRAWN);
    }
    if (!old.endedAt(ground.now())) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    var today = Validity.dayOf(ground.now());
    var end = ground.endsOn();
    boolean over = end != null && end.isBefore(today);
    if (over || !ground.recognisedOn().isAfter(old.firstDay())) {
      return Outcome.refused(CardRefusal.RECOGNITION_ENDED);
    }
    return CardLife.renew(onFile.card(), ground.talentClass(), terms.from(today, end));
  }
}
