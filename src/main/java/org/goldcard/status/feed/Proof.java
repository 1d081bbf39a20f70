package org.goldcard.status.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.goldcard.status.Freshness;
import org.jspecify.annotations.Nullable;

/**
 * That the table was complete at a moment.
 *
 * @param nanos the moment, by a monotonic clock
 * @param at the moment, by the node's clock, for display
 * @param source where it came from
 */
record Proof(long nanos, Instant at, String source) {
  /** The proof that an answer of the log will be to a question sent now. */
  static Proof asking(LongSupplier nanos, InstantSource clock) {
    return new Proof(nanos.getAsLong(), clock.instant(), Freshness.LOG);
  }

  /** The proof in a heartbeat of an age that arrives now. */
  static Proof heard(Duration age, LongSupplier nanos, InstantSource clock) {
    return new Proof(
        nanos.getAsLong() - age.toNanos(), clock.instant().minus(age), Freshness.CARRIER);
  }

  /** The younger of two. */
  Proof orYounger(@Nullable Proof other) {
    return other == null || other.nanos - nanos < 0 ? this : other;
  }

  /** How long ago it was. */
  Duration age(LongSupplier now) {
    return Duration.ofNanos(Math.max(0, now.getAsLong() - nanos));
  }
}
