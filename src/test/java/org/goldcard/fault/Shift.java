package org.goldcard.fault;

import java.util.concurrent.locks.LockSupport;

/** The hours of those who work in a run: they rest together and end together. */
final class Shift {
  private static final long LOOK_AGAIN = 10_000_000;

  private volatile boolean over;
  private volatile boolean resting;

  /** Whether there is more to do; returns only when nobody rests. */
  boolean goesOn() {
    while (resting && !over) {
      LockSupport.parkNanos(LOOK_AGAIN);
    }
    return !over;
  }

  void rest() {
    resting = true;
  }

  void resume() {
    resting = false;
  }

  void end() {
    over = true;
  }
}
