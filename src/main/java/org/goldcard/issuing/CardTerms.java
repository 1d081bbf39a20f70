package org.goldcard.issuing;

import java.time.LocalDate;
import java.time.Period;
import org.goldcard.card.Validity;
import org.jspecify.annotations.Nullable;

/**
 * How long cards run (article 24(2)): a term from its first day, unless the recognition ends
 * earlier.
 *
 * @param term 5 years unless the setting says otherwise ("一般为5年")
 */
record CardTerms(Period term) {
  /** The term that starts on a day; a recognition that is over leaves that one day. */
  Validity from(LocalDate firstDay, @Nullable LocalDate recognitionEnd) {
    Validity full = Validity.starting(firstDay, term);
    if (recognitionEnd == null) {
      return full;
    }
    return full.endingNoLaterThan(recognitionEnd.isBefore(firstDay) ? firstDay : recognitionEnd);
  }

  /** The last day of a recognition nobody has claimed a card for. */
  LocalDate lastDayOf(LocalDate recognisedOn, @Nullable LocalDate recognitionEnd) {
    return from(recognisedOn, recognitionEnd).lastDay();
  }
}
