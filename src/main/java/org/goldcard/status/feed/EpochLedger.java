package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.status.Position;

/**
 * Begins epochs of the record. Durable on return, audited in the same transaction. Safe from any
 * thread; a lost database is a failed future.
 */
public interface EpochLedger {
  /**
   * Begins an epoch newer than any known, with a number no lower than any known; answers where it
   * begins.
   *
   * @param known the furthest position known of any history
   */
  Future<Position> begin(Position known, Instruction instruction);

  /** The numbers of the cards that have these indexes. */
  Future<Map<Integer, CardNumber>> numbers(List<Integer> indexes);
}
