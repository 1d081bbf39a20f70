package org.goldcard.policy.source;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of days of Jinan's calendar, both ends included.
 *
 * @param from the first day; null when it lies before anything recorded
 * @param to the last day; null when no end is known
 */
public record Dates(@Nullable LocalDate from, @Nullable LocalDate to) {
  /** Without beginning and end. */
  public static final Dates ALWAYS = new Dates(null, null);

  /** Refuses an end before the beginning. */
  public Dates {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("to: before from");
    }
  }

  /** Whether a day lies within. */
  public boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** Whether some day lies within both. */
  public boolean overlaps(Dates other) {
    return startsBy(other.to) && other.startsBy(to);
  }

  /** Whether {@code next} begins on the day after the end, so that no day is left out. */
  public boolean meets(Dates next) {
    return to != null && to.plusDays(1).equals(next.from);
  }

  private boolean startsBy(@Nullable LocalDate day) {
    return day == null || from == null || !from.isAfter(day);
  }
}
