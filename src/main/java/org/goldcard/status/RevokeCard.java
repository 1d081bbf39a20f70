package org.goldcard.status;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;

/**
 * 收回 of a card. Article 24(3) gives it to four bodies together, so this is wired only where a
 * consent is executed, and in the demonstration; everywhere else there is no such object. Durable
 * when its future succeeds; idempotent by the instruction's retry key. Safe from any thread.
 */
public final class RevokeCard {
  private final CardLedger ledger;
  private final InstantSource clock;

  /** Revokes the cards of a ledger, by a clock. */
  public RevokeCard(CardLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Revokes a card; final for this number. */
  public Future<Outcome<Receipt>> revoke(CardNumber number, Instruction instruction) {
    return ledger.changeStatus(number, instruction, card -> CardLife.revoke(card, clock.instant()));
  }
}
