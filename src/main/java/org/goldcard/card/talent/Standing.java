package org.goldcard.card.talent;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a talent is recognised as: the recognition in force and, where a lower one waits for the end
 * of the old term, that one.
 *
 * @param current the recognition in force, or the last one that was
 * @param pending the one that follows it; null when none does
 */
public record Standing(Recognition current, @Nullable Pending pending) {
  /**
   * A recognition that waits.
   *
   * @param recognition the lower recognition
   * @param from its first day, the one after the old term's last
   */
  public record Pending(Recognition recognition, LocalDate from) {}

  /** A recognition with nothing to follow. */
  public static Standing of(Recognition recognition) {
    return new Standing(recognition, null);
  }

  /** The standing on a day: once its first day has come, the pending recognition is current. */
  public Standing on(LocalDate day) {
    return pending == null || day.isBefore(pending.from()) ? this : of(pending.recognition());
  }

  /** The current recognition's last day, stated or set by the one that follows; null when open. */
  public @Nullable LocalDate lastDay() {
    LocalDate stated = current.endsOn();
    if (pending == null) {
      return stated;
    }
    LocalDate before = pending.from().minusDays(1);
    return stated == null || before.isBefore(stated) ? before : stated;
  }

  /** The newest decision on file. */
  public Recognition newest() {
    return pending == null ? current : pending.recognition();
  }
}
