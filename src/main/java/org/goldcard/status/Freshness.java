package org.goldcard.status;

import java.time.Duration;
import java.time.Instant;

/**
 * How fresh the card table of this node is.
 *
 * @param asOf the moment up to which the table is proven complete, by the node's clock, for display
 * @param age how long ago that was, by a monotonic clock; the one to judge by
 * @param source {@link #LOG} or {@link #CARRIER}: where the youngest proof came from
 * @param rev the sequence number reached
 * @param epoch the epoch of that number
 */
public record Freshness(Instant asOf, Duration age, String source, long rev, long epoch) {
  /** This node read the record itself. */
  public static final String LOG = "postgresql";

  /** The carrier brought word that the record was read. */
  public static final String CARRIER = "redis";

  /** 1 where the youngest proof came from a source, else 0. */
  public int isFrom(String other) {
    return source.equals(other) ? 1 : 0;
  }

  /** Whether the list is known to have been complete no longer ago than this. */
  public boolean isWithin(Duration budget) {
    return age.compareTo(budget) <= 0;
  }
}
