package org.goldcard.web.connection;

import java.time.Duration;

/**
 * What the connections of one node are held to.
 *
 * @param total how many in all, at least 1
 * @param perAddress how many from one address, at least 1; trusted proxies are not counted
 * @param head how long the first request's line and headers may take
 * @param between how long a connection may be without a request
 */
public record ConnectionBounds(int total, int perAddress, Duration head, Duration between) {
  private static final Duration HEAD = Duration.ofSeconds(5);

  /** Refuses bounds that let nobody in. */
  public ConnectionBounds {
    if (total < 1 || perAddress < 1) {
      throw new IllegalArgumentException("total, perAddress: below 1");
    }
  }

  /**
   * The usual times: 5 s for a head, or less where even an idle connection has less. One address
   * never gets more than half of all, so that it cannot keep the others out.
   */
  public static ConnectionBounds of(int total, int perAddress, Duration between) {
    Duration head = HEAD.compareTo(between) < 0 ? HEAD : between;
    int fair = Math.min(perAddress, Math.max(1, total / 2));
    return new ConnectionBounds(total, fair, head, between);
  }

  /** One event loop's share: connections are dealt to the loops in turn. */
  public ConnectionBounds share(int loops) {
    return new ConnectionBounds(
        (total + loops - 1) / loops, (perAddress + loops - 1) / loops, head, between);
  }
}
