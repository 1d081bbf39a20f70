package org.goldcard.venues;

import java.time.Duration;

/**
 * How strict scanning is at a venue.
 *
 * @param staticPasses whether a pass is accepted besides live codes, always with ID
 * @param staleness how old the status list may be behind a VALID
 * @param pastStaleness what happens beyond that
 * @param countsVisits whether visits are counted; at a hospital desk they are not
 * @param numberLookup whether a card number or ID number may be typed, as for a dead phone; limited
 *     and audited
 */
public record SitePolicy(
    boolean staticPasses,
    Duration staleness,
    PastStaleness pastStaleness,
    boolean countsVisits,
    boolean numberLookup) {
  /** The budget where a venue names none. */
  public static final Duration DEFAULT_STALENESS = Duration.ofSeconds(5);

  /** What a list too old for the venue leads to. */
  public enum PastStaleness {
    /** Closed. */
    REFUSE,
    /** Amber: 名单未及时更新，请人工登记. */
    REGISTER_BY_HAND
  }
}
