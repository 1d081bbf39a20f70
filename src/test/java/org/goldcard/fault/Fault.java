package org.goldcard.fault;

import java.time.Duration;

/**
 * Something that goes wrong and is mended again.
 *
 * @param row its number in the matrix of faults
 * @param name what goes wrong, in a few words
 * @param bound how long after its acknowledgement a stop may be unknown to a node, while this is so
 * @param inject makes it happen; returns while it lasts
 * @param heal mends it; also after {@code inject} failed half way
 */
record Fault(int row, String name, Duration bound, Step inject, Step heal) {
  /** Nothing is wrong: a stop reaches every node within a second. */
  static final Duration HEALTHY = Duration.ofSeconds(1);

  /** Whatever Redis does. */
  static final Duration REDIS = Duration.ofSeconds(2);

  /** The oldest list behind a VALID: where a node cannot reach the record. */
  static final Duration RECORD = Duration.ofSeconds(5);

  /** A step that may meet what is broken already. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }
}
