package org.goldcard.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Random;
import org.goldcard.card.Outcome;
import org.goldcard.card.TalentClass;
import org.goldcard.testkit.InMemoryCards;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueCardTest {
  private static final Instant NOW = Instant.parse("2026-11-23T15:59:59Z");
  private static final LocalDate RECOGNISED = LocalDate.of(2024, 3, 1);

  @Test
  void theFirstTermCountsFromTheDayOfIssueInJinan() {
    assertThat(lastDay(false, RECOGNISED, null)).isEqualTo("2031-11-23");
  }

  @Test
  void countsFromTheApprovalWhereTheSettingSaysSo() {
    assertThat(lastDay(true, RECOGNISED, null)).isEqualTo("2029-03-01");
  }

  @Test
  void anEarlierEndOfTheRecognitionWins() {
    LocalDate end = LocalDate.of(2027, 6, 30);
    assertThat(lastDay(false, RECOGNISED, end)).isEqualTo(end.toString());
  }

  @Test
  void refusesATermThatIsOverBeforeItStarts() {
    assertThat(lastDay(true, LocalDate.of(2021, 11, 22), null)).isEqualTo("RECOGNITION_ENDED");
    assertThat(lastDay(true, LocalDate.of(2021, 11, 23), null)).isEqualTo("2026-11-23");
    LocalDate yesterday = LocalDate.of(2026, 11, 22);
    assertThat(lastDay(false, RECOGNISED, yesterday)).isEqualTo("RECOGNITION_ENDED");
  }

  private static String lastDay(
      boolean fromApproval, LocalDate recognisedOn, @Nullable LocalDate endsOn) {
    CardRegistry.Ground ground =
        new CardRegistry.Ground(TalentClass.B, recognisedOn, endsOn, false, NOW);
    Outcome<CardRegistry.Grant> outcome =
        new IssueCard(
                new InMemoryCards(() -> NOW, new Random(2)),
                new Random(1),
                Period.ofYears(5),
                fromApproval)
            .decide(ground);
    return outcome.fold(grant -> grant.validity().lastDay().toString(), Enum::name);
  }
}
