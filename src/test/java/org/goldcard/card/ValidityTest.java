package org.goldcard.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final Period TERM = Period.ofYears(5);

  @Test
  void runsThroughTheCorrespondingDayFiveYearsLater() {
    assertThat(Validity.starting(LocalDate.of(2026, 11, 23), TERM).lastDay())
        .isEqualTo("2031-11-23");
  }

  @Test
  void endsAtTheMonthsEndWhereTheDayDoesNotExist() {
    assertThat(Validity.starting(LocalDate.of(2028, 2, 29), TERM).lastDay())
        .isEqualTo("2033-02-28");
  }

  @Test
  void endsAtMidnightOfJinanAndNotASecondEarlier() {
    Validity validity = Validity.starting(LocalDate.of(2026, 11, 23), TERM);
    Instant end = Instant.parse("2031-11-23T16:00:00Z");
    assertThat(validity.end()).isEqualTo(end);
    assertThat(validity.endedAt(end.minusNanos(1))).isFalse();
    assertThat(validity.endedAt(end)).isTrue();
  }

  @Test
  void anEarlierEndOfTheRecognitionWinsAndALaterOneDoesNot() {
    Validity validity = Validity.starting(LocalDate.of(2026, 11, 23), TERM);
    LocalDate early = LocalDate.of(2028, 1, 31);
    assertThat(validity.endingNoLaterThan(early).lastDay()).isEqualTo(early);
    assertThat(validity.endingNoLaterThan(LocalDate.of(2040, 1, 1))).isEqualTo(validity);
  }

  @Test
  void refusesATermThatEndsBeforeItStarts() {
    assertThatThrownBy(() -> new Validity(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lastDay");
  }
}
