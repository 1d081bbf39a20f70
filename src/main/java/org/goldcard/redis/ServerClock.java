package org.goldcard.redis;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A Redis server's clock as watched from this node, beside this node's own monotonic clock. It may
 * be set forward or back at any moment; a moment told by it counts only within a span in which both
 * clocks ran alike, so that no jump makes anything look younger than it is. For one thread at a
 * time.
 */
final class ServerClock {
  /** How far a clock may run from this node's between two readings, besides its drift. */
  private static final long STEADY = 50_000;

  /** Drift that counts as steady: one part in this many. */
  private static final long DRIFT = 1000;

  /** A reading that took longer says too little. */
  private static final long SLOWEST = 250_000;

  private String runId = "";
  private long since;
  private long readAt;
  private long low;
  private long high;

  /**
   * Reads the clock and judges a heartbeat by it: how old it is at the most, or empty when it
   * proves nothing: another run of the server, from before the steady span, or from the future.
   *
   * @param reading the answer of the server that handed the heartbeat over
   * @param beat the heartbeat
   */
  Optional<Duration> age(Reading reading, StreamRecord.Beat beat) {
    boolean steady = follow(reading);
    long age = reading.micros - beat.micros();
    boolean counts = steady && beat.runId().equals(runId) && beat.micros() >= since && age >= 0;
    long waited = (reading.gotNanos - reading.sentNanos) / 1000;
    return counts ? Optional.of(Duration.of(age + waited, ChronoUnit.MICROS)) : Optional.empty();
  }

  /** Redis's own clock in microseconds, from the two numbers of its TIME. */
  static long micros(long seconds, long micros) {
    return seconds * 1_000_000 + micros;
  }

  /** Takes a reading; false when a new steady span begins with it, or it says too little. */
  private boolean follow(Reading reading) {
    long sent = reading.sentNanos / 1000;
    long got = reading.gotNanos / 1000;
    if (got - sent > SLOWEST) {
      return false;
    }
    long nextLow = reading.micros - got;
    long nextHigh = reading.micros - sent;
    long play = STEADY + (got - readAt) / DRIFT;
    boolean steady =
        reading.runId.equals(runId) && nextLow <= high + play && nextHigh >= low - play;
    runId = reading.runId;
    since = steady ? since : reading.micros;
    low = nextLow;
    high = nextHigh;
    readAt = got;
    return steady;
  }

  /**
   * What the clock said.
   *
   * @param runId the run of the server
   * @param micros its clock, in microseconds since 1970
   * @param sentNanos this node's monotonic clock when it was asked
   * @param gotNanos and when the answer came
   */
  record Reading(String runId, long micros, long sentNanos, long gotNanos) {}
}
