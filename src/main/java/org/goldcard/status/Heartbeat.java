package org.goldcard.status;

import java.time.Duration;

/**
 * The word, brought by the carrier, that the primary of the log was read.
 *
 * @param position where the log's head was
 * @param age how long ago, at the most, it was there when this arrived: never less than the truth,
 *     whatever the carrier's clock did meanwhile
 */
public record Heartbeat(Position position, Duration age) {
  /** Refuses one out of the future. */
  public Heartbeat {
    if (age.isNegative()) {
      throw new IllegalArgumentException("age: negative");
    }
  }
}
