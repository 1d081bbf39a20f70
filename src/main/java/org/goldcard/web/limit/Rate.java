package org.goldcard.web.limit;

/**
 * So many a second in the long run, and so many at once after a pause.
 *
 * @param perSecond 1 to 1,000,000,000
 * @param burst at least 1; at most ten minutes' worth
 */
public record Rate(long perSecond, long burst) {
  private static final long SECOND = 1_000_000_000L;
  private static final long LONGEST = 600;

  /** Refuses a rate that cannot be counted in nanoseconds. */
  public Rate {
    if (perSecond < 1 || perSecond > SECOND) {
      throw new IllegalArgumentException("perSecond: outside 1 to 1000000000");
    }
    if (burst < 1 || burst / perSecond > LONGEST) {
      throw new IllegalArgumentException("burst: below 1 or above ten minutes' worth");
    }
  }

  /** A rate whose burst is what comes in two seconds. */
  public static Rate perSecond(long perSecond) {
    return new Rate(perSecond, 2 * perSecond);
  }

  /** The time one permit takes to grow back, in nanoseconds. */
  public long interval() {
    return SECOND / perSecond;
  }

  /** The time the whole burst takes to grow back, in nanoseconds. */
  long tolerance() {
    return burst * interval();
  }
}
