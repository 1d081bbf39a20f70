package org.goldcard.status;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;

/**
 * The cards of record, for changes of their status.
 *
 * <p>Durable on return; one transaction holds the card row, its status entry with a dense sequence
 * number, the audit row and the receipt under the retry key. Idempotent by retry key, as in
 * issuing. Safe from any thread; a lost database is a failed future.
 */
public interface CardLedger {
  /** Changes a card: the row is read and locked, {@code decide} gives the card as it should be. */
  Future<Outcome<Receipt>> changeStatus(
      CardNumber number, Instruction instruction, Function<Card, Outcome<Card>> decide);

  /** Cards whose suspension is over at a moment, at most {@code limit} of them, oldest first. */
  Future<List<CardNumber>> overdueSuspensions(Instant now, int limit);
}
