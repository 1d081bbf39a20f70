package org.goldcard.status;

import java.time.Duration;
import java.time.Instant;

/**
 * How fresh the card table of this node is.
 *
 * @param asOf when the question was sent whose answer proved the table complete, by the node's
 *     clock, for display
 * @param age how long ago that was, by a monotonic clock; the one to judge by
 * @param source {@link #LOG} or {@link #CARRIER}: where the newest change came from
 * @param rev the sequence number reached
 * @param epoch the epoch of that number
 */
public record Freshness(Instant asOf, Duration age, String source, long rev, long epoch) {
  /** The newest change was read from the record. */
  public static final String LOG = "postgresql";

  /** The newest change arrived by the carrier. */
  public static final String CARRIER = "redis";

  /** Whether the list is known to have been complete no longer ago than this. */
  public boolean isWithin(Duration budget) {
    return age.compareTo(budget) <= 0;
  }
}
