package org.goldcard.card.talent;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 引进: whether and how a talent came to Jinan. Articles 4 (first sentence), 5 to 8, 10 and 11 ask
 * for it.
 *
 * @param introduced whether the talent was introduced
 * @param on the day of it; null when not introduced or not known
 * @param fullTime 全职: whether the talent works in Jinan full time
 */
public record Introduction(boolean introduced, @Nullable LocalDate on, boolean fullTime) {
  /** Refuses a day without an introduction. */
  public Introduction {
    if (!introduced && on != null) {
      throw new IllegalArgumentException("on: set though not introduced");
    }
  }
}
