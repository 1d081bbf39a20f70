package org.goldcard.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * How long a card is valid (article 24(2)).
 *
 * @param length whole days, months or years
 * @param anchor the day it counts from
 */
public record CardTerm(Period length, Anchor anchor) {
  /** The day from which a term counts. */
  public enum Anchor {
    /** The day the first card was issued; on an upgrade the day of its approval. */
    FIRST_ISSUE,
    /** The day of the approval in any case. */
    APPROVAL
  }

  /** Whether the first term counts from the recognition's approval. */
  public boolean isFromApproval() {
    return anchor == Anchor.APPROVAL;
  }

  private static final String TERM = "CARD_TERM";
  private static final Period USUAL = Period.ofYears(5);
  private static final int LONGEST_YEARS = 10;
  private static final LocalDate SOME_DAY = LocalDate.of(2024, 1, 1);

  static CardTerm read(Variables variables) {
    Anchor anchor = variables.choice("CARD_TERM_ANCHOR", Anchor.class, Anchor.FIRST_ISSUE);
    Period length = variables.optional(TERM).map(text -> parse(variables, text)).orElse(USUAL);
    return new CardTerm(length, anchor);
  }

  private static Period parse(Variables variables, String text) {
    Optional<Period> period = period(text);
    if (period.isEmpty()) {
      variables.refuse(
          TERM,
          "应为 ISO 8601 时段，最长十年，如 P5Y",
          "must be an ISO 8601 period up to ten years, such as P5Y");
    }
    return period.orElse(USUAL);
  }

  private static Optional<Period> period(String text) {
    try {
      return Optional.of(Period.parse(text)).filter(CardTerm::isSensible);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static boolean isSensible(Period period) {
    LocalDate end = SOME_DAY.plus(period);
    return end.isAfter(SOME_DAY) && !end.isAfter(SOME_DAY.plusYears(LONGEST_YEARS));
  }
}
