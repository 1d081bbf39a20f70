package org.goldcard.status;

/**
 * Hears what the carrier says, on any thread. Everything it hears was written by a node of this
 * service; but it may hear it twice, late or not at all.
 */
public interface StatusListener {
  /** A change that the log recorded. */
  void changed(StatusChange change);

  /** The log's head was read. */
  void alive(Heartbeat heartbeat);
}
