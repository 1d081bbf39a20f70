package org.goldcard.status;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What carries the feed to the nodes: fast, shared, and free to forget. It is never the truth;
 * whoever reads from it checks density and chain. Safe from any thread; a lost carrier is a failed
 * future.
 */
public interface StatusCarrier {
  /** How long the making of a heartbeat may take. */
  Duration PROMPT = Duration.ofSeconds(2);

  /**
   * What the carrier holds whole, as a node of this service left it; empty when it holds nothing,
   * was wiped, tampered with or is being rebuilt.
   */
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
   * Tells the followers that the log's primary was read: asks the carrier's own clock, then has the
   * proof made, which answers the log's head after the carrier was brought to it, and tells both.
   * Answers whether it was told: not when a higher term was seen, when the carrier does not hold
   * that position, or when the proof took longer than {@link #PROMPT}.
   */
  Future<Boolean> beat(long term, Supplier<Future<Position>> proof);

  /**
   * Tells a listener what arrives from now on; reconnects by itself. A heartbeat written on another
   * server, or before this node watched that server's clock run steadily, is not handed on.
   */
  Future<Void> follow(StatusListener listener);
}
