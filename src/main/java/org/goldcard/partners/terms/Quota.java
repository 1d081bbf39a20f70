package org.goldcard.partners.terms;

/**
 * How many requests a client may make, on all nodes together; beside the rates that protect a node.
 *
 * @param perMinute in a minute of the clock, 1 to 1,000,000; 0 for no such bound
 * @param perDay in a day of Jinan's calendar, 1 to 1,000,000,000; 0 for no such bound
 */
public record Quota(int perMinute, int perDay) {
  /** The most that may be granted a minute. */
  public static final int MOST_PER_MINUTE = 1_000_000;

  /** The most that may be granted a day. */
  public static final int MOST_PER_DAY = 1_000_000_000;

  /** No bound. */
  public static final Quota NONE = new Quota(0, 0);

  /** Refuses a bound out of range. */
  public Quota {
    if (perMinute < 0 || perMinute > MOST_PER_MINUTE || perDay < 0 || perDay > MOST_PER_DAY) {
      throw new IllegalArgumentException("perMinute, perDay: out of range");
    }
  }

  /** Whether there is any bound. */
  public boolean isBounded() {
    return perMinute > 0 || perDay > 0;
  }
}
