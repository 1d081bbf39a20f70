package org.goldcard.venues;

import org.goldcard.policy.source.Dates;

/**
 * A time in which a place is free for everyone, so that no card is needed.
 *
 * @param dates when
 * @param provenance where this comes from
 */
public record FreePeriod(Dates dates, String provenance) {}
