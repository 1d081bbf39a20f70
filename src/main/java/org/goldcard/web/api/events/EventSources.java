package org.goldcard.web.api.events;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.goldcard.partners.Access;
import org.goldcard.status.Freshness;

/**
 * What the events tell of.
 *
 * @param freshness how fresh the card table is; empty while none is loaded
 * @param refused whether the published list says 1 at an index
 * @param passes finds the passes of cards
 * @param active whether a client may still act
 * @param clock the displayed time
 */
public record EventSources(
    Supplier<Optional<Freshness>> freshness,
    IntPredicate refused,
    Passes passes,
    Predicate<Access> active,
    InstantSource clock) {

  /** Finds passes by their cards. */
  @FunctionalInterface
  public interface Passes {
    /** The indexes of all passes of these cards; may look through the whole table. */
    Future<List<Integer>> of(Set<Integer> cards);
  }
}
