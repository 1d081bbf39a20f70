package org.goldcard.status.feed;

import org.goldcard.status.Position;

/** The log lacks changes that were acknowledged; only an operator may go on without them. */
public final class UnconfirmedRestore extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known, and where the log is. */
  UnconfirmedRestore(Position known, Position head) {
    super("the status record is at " + head + " and was once at " + known);
  }
}
