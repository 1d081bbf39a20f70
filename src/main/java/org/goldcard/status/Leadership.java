package org.goldcard.status;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Lets one of several nodes do what one must do. Safe from any thread; a lost database is a failed
 * future.
 */
public interface Leadership {
  /**
   * Asks to lead a task; empty while another node leads it. Each grant carries a higher number than
   * every grant before it, of any node, so that whoever lost the lead without noticing can be told
   * from whoever has it.
   *
   * @param task a short stable name, ASCII
   */
  Future<Optional<Lead>> seek(String task);

  /** A lead that was granted; it ends with {@link #release}, or with the session that holds it. */
  interface Lead {
    /** The number of this grant, at least 1. */
    long term();

    /**
     * Asks the database whether the lead is still held, and keeps its session from idling out.
     * False, and never true again, once it was lost; also false when the database cannot be asked.
     */
    Future<Boolean> isHeld();

    /** Gives the lead up; also right when it was lost. */
    Future<Void> release();
  }
}
