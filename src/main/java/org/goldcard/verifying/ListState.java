package org.goldcard.verifying;

import java.time.Duration;
import java.time.Instant;

/**
 * How fresh the list in memory is, as every answer says.
 *
 * @param asOf the moment up to which it is known to be complete
 * @param age how long ago that was, by a monotonic clock
 * @param source where the newest change came from
 * @param rev the sequence number of the newest change
 */
public record ListState(Instant asOf, Duration age, String source, long rev) {}
