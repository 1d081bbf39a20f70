package org.goldcard.token.jws;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a token counts.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Window(Instant from, Instant to) {
  /** From one moment up to another. */
  public static Window of(Instant from, Instant to) {
    return new Window(from, to);
  }

  /** This window for a clock that may be wrong by so much before it. */
  public Window earlierBy(Duration skew) {
    return new Window(from.minus(skew), to);
  }

  /** This window for a clock that may be wrong by so much after it. */
  public Window laterBy(Duration skew) {
    return new Window(from, to.plus(skew));
  }

  /** The token, if it is its time now. */
  public <T> Reading<T> check(Instant now, T token) {
    if (now.isBefore(from)) {
      return Reading.early(Duration.between(now, from));
    }
    return now.isBefore(to) ? Reading.verified(token) : Reading.flawed(Flaw.EXPIRED);
  }
}
