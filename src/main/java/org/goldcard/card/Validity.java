package org.goldcard.card;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * The term of a card (article 24(2)): whole days of Jinan's calendar, the last one included.
 *
 * @param firstDay the first day of the term
 * @param lastDay the last day; the card is valid through its 24:00 Asia/Shanghai
 */
public record Validity(LocalDate firstDay, LocalDate lastDay) {
  /** Jinan's clock. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Refuses a term that ends before it starts. */
  public Validity {
    if (lastDay.isBefore(firstDay)) {
      throw new IllegalArgumentException("lastDay: before firstDay");
    }
  }

  /**
   * The term that starts on a day: through the corresponding day {@code term} later, or the month's
   * end where that day does not exist.
   */
  public static Validity starting(LocalDate firstDay, Period term) {
    return new Validity(firstDay, firstDay.plus(term));
  }

  /** This term, cut off at an earlier end of the recognition. */
  public Validity endingNoLaterThan(LocalDate end) {
    return end.isBefore(lastDay) ? new Validity(firstDay, end) : this;
  }

  /** The first moment at which the card is no longer valid. */
  public Instant end() {
    return endOf(lastDay);
  }

  /** Whether the term has ended: at 24:00 of the last day it has. */
  public boolean endedAt(Instant now) {
    return !now.isBefore(end());
  }

  /** 24:00 Asia/Shanghai of a day. */
  public static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZONE).toInstant();
  }

  /** The day it is in Jinan. */
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }
}
