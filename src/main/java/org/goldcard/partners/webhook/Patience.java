package org.goldcard.partners.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long receivers are waited for.
 *
 * @param answer how long one push may take
 * @param lease how long a node serves a receiver without being heard of
 * @param first the pause after a first failure; it doubles with each further one
 * @param longest the longest pause between two attempts of one event
 * @param probe the longest pause between two attempts at a receiver that takes nothing
 * @param limit after this an event, or a receiver, is given up
 */
public record Patience(
    Duration answer,
    Duration lease,
    Duration first,
    Duration longest,
    Duration probe,
    Duration limit) {

  private static final int LEASE = 3;

  /**
   * Pauses from 1 s to 10 min, a dead receiver each minute; 72 h in all. A node of which nothing is
   * known holds a receiver for three answers' time at most.
   *
   * @param answer how long one push may take
   */
  public static Patience of(Duration answer) {
    return new Patience(
        answer,
        answer.multipliedBy(LEASE),
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        Duration.ofDays(3));
  }

  /** The pause after so many failed attempts of an event, at least 1. */
  public Duration pause(int attempts, RandomGenerator random) {
    return jittered(attempts, longest, random);
  }

  /** The pause of a receiver after so many rounds in which it took nothing, at least 1. */
  public Duration rest(int rounds, RandomGenerator random) {
    return jittered(rounds, probe, random);
  }

  /** Half of the pause is fixed, half is chance: receivers that fell together rise apart. */
  private Duration jittered(int attempts, Duration most, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(20, attempts - 1);
    long millis = Math.min(doubled, most.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}
