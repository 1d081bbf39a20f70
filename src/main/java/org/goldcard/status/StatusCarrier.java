package org.goldcard.status;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What carries the feed to the nodes: fast, shared, and free to forget. It is never the truth;
 * whoever reads from it checks density and chain. Safe from any thread; a lost carrier is a failed
 * future.
 */
public interface StatusCarrier {
  /** What the carrier holds whole; empty when it holds nothing, was wiped or is being rebuilt. */
  Future<Optional<Position>> held();

  /**
   * Takes changes, all of them atomically, if it holds exactly the position they follow and {@code
   * term} is not lower than the highest seen. Answers the position held afterwards, which is the
   * old one when they were not taken; empty as in {@link #held}.
   */
  Future<Optional<Position>> apply(long term, Position from, List<StatusChange> changes);

  /**
   * Forgets everything and takes the entries of a table anew; the position counts only after the
   * last of them. Fails when the highest term seen in the same or a later epoch is higher, or when
   * another rebuild began meanwhile.
   *
   * @param whole a loaded table that nobody writes to
   */
  Future<Void> rebuild(long term, CardTable whole);

  /** Forgets what it holds, the terms seen included, so that whoever leads rebuilds it. */
  Future<Void> forget();

  /** Hands every entry it holds to a consumer, in no order, for comparison. */
  Future<Void> entries(StatusLog.EntryConsumer consumer);

  /**
   * Calls back with changes as they arrive, from now on, on any thread; reconnects by itself.
   * Changes may come twice, late or not at all.
   */
  Future<Void> follow(Consumer<StatusChange> listener);
}
