package org.goldcard.issuing;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;

/**
 * Recognised talents who have no card, for issuing to all of them.
 *
 * <p>Durable on return; one transaction a call, holding for each card what {@link
 * CardRegistry#issue} holds, without a retry key: who has a card is passed over, so a call may be
 * repeated. Safe from any thread; a lost database is a failed future.
 */
public interface UnissuedTalents {
  /**
   * Their ids, rising.
   *
   * @param after only ids above this one; 0 for the first
   * @param limit how many at most
   */
  Future<List<Long>> ids(long after, int limit);

  /**
   * Issues to the next of them, by rising id. Whoever another transaction is busy with is passed
   * over. {@code decide} must be free of effects: it is called again when a number it drew is
   * taken.
   *
   * @param after only ids above this one; 0 for the first
   * @param limit how many at most, some hundreds
   */
  Future<Batch> issue(
      long after,
      int limit,
      Instruction instruction,
      Function<CardRegistry.Ground, Outcome<CardRegistry.Grant>> decide);

  /**
   * What a call came to.
   *
   * @param issued how many got a card
   * @param refused how many {@code decide} refused
   * @param last the highest id looked at, where the next call goes on; 0 when there was nobody left
   */
  record Batch(int issued, int refused, long last) {}
}
