package org.goldcard.partners;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Remembers which assertions were used (RFC 7523 section 3, {@code jti}). All nodes share it while
 * the shared store is there. While it is away the node's own memory answers alone: an assertion
 * somebody copied could then be used once more at each other node, within its 90 seconds; closing
 * the door instead would stop every partner ten minutes into an outage, and a copied assertion
 * gives no more than the client itself may do. A memory that is full refuses. Never fails; safe
 * from any thread.
 */
public interface AssertionMemory {
  /**
   * Uses an assertion.
   *
   * @param life how long it could be used again, from now
   * @return true for its first use
   */
  Future<Boolean> isFirst(String clientId, String jti, Duration life);
}
