package org.goldcard.status;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.goldcard.card.StatusWord;

/**
 * What carries the feed to the nodes: fast, shared, and free to forget. It is never the truth;
 * whoever reads from it checks density and chain. Safe from any thread; a lost carrier is a failed
 * future.
 */
public interface StatusCarrier {
  /** What the carrier holds; empty when it holds nothing or was wiped. */
  Future<Optional<Position>> held();

  /**
   * Takes changes that follow what it holds, each atomically and only if its sequence number is the
   * next of the same epoch and {@code term} is not older than the newest seen. Answers the position
   * held afterwards.
   */
  Future<Position> apply(long term, List<StatusChange> changes);

  /** Forgets everything and takes entries anew; the position counts only after the last of them. */
  Future<Void> rebuild(long term, Position position, List<Entry> entries);

  /** The entries it holds, for comparison. */
  Future<Void> entries(StatusLog.EntryConsumer consumer);

  /** Calls back with changes as they arrive, from now on, on any thread; reconnects by itself. */
  Future<Void> follow(Consumer<StatusChange> listener);

  /**
   * One entry.
   *
   * @param index where
   * @param word what
   */
  record Entry(int index, StatusWord word) {}
}
