package org.goldcard.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a scan the wait for a Redis that does not answer: after {@link #FAILURES} failures in a
 * row it is not asked, except once in every {@link #PAUSE}. Safe from any thread.
 */
final class Breaker {
  /** How many failures in a row open it. */
  static final int FAILURES = 3;

  /** How often an open breaker lets one question through. */
  static final Duration PAUSE = Duration.ofMillis(500);

  private final LongSupplier nanos;
  private int failures;
  private long nextTry;

  Breaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether to ask now. */
  synchronized boolean lets() {
    if (failures < FAILURES) {
      return true;
    }
    if (nanos.getAsLong() - nextTry < 0) {
      return false;
    }
    nextTry = nanos.getAsLong() + PAUSE.toNanos();
    return true;
  }

  /** Whether it spares scans the wait. */
  synchronized boolean isOpen() {
    return failures >= FAILURES;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(FAILURES, failures + 1);
    nextTry = nanos.getAsLong() + PAUSE.toNanos();
  }
}
