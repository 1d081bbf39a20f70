package org.goldcard.accounts.message;

import io.vertx.core.Future;

/** One way by which messages go out. Safe from any thread. */
public interface Carrier {
  /** Whether it reaches a destination. */
  boolean reaches(Destination to);

  /** Hands a message over; fails where it was not taken within some seconds. */
  Future<Void> carry(Destination to, Message message);
}
