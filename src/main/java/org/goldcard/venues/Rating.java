package org.goldcard.venues;

import org.goldcard.policy.source.Dates;

/**
 * The A-rating of a scenic spot for a time.
 *
 * @param grade 1 to 5
 * @param dates when it holds
 * @param provenance where this comes from
 */
public record Rating(int grade, Dates dates, String provenance) {}
