package org.goldcard.venues.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceRuleTest {
  private static final Duration BOUND = Duration.ofMinutes(15);

  private static Instant jinan(String time) {
    return Instant.parse("2026-06-01T" + time + ":00+08:00");
  }

  @Test
  void hoursAreJinansAndEndAtTheirEnd() {
    SilenceRule rule = SilenceRule.of(BOUND, "06:00-22:00").orElseThrow();
    assertThat(rule).isEqualTo(SilenceRule.usual());
    assertThat(rule.openSince(jinan("05:59"))).isEmpty();
    assertThat(rule.openSince(jinan("06:00"))).contains(jinan("06:00"));
    assertThat(rule.openSince(jinan("21:59"))).contains(jinan("06:00"));
    assertThat(rule.openSince(jinan("22:00"))).isEmpty();
  }

  @Test
  void aDayMayBeWholeAndAnEveningLastToMidnight() {
    SilenceRule always = SilenceRule.of(BOUND, "00:00-24:00").orElseThrow();
    assertThat(always.openSince(jinan("00:00"))).contains(Instant.MIN);
    assertThat(always.openSince(jinan("23:59"))).contains(Instant.MIN);
    SilenceRule evening = SilenceRule.of(BOUND, "18:30-24:00").orElseThrow();
    assertThat(evening.openSince(jinan("18:29"))).isEmpty();
    assertThat(evening.openSince(jinan("23:59"))).contains(jinan("18:30"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "6:00-22:00", "06:00", "22:00-06:00", "06:00-06:00", "06:00-24:01", "a-b"})
  void hoursOfAnotherFormAreNone(String hours) {
    assertThat(SilenceRule.of(BOUND, hours)).isEmpty();
  }

  @Test
  void aBoundShorterThanDevicesAreWrittenMeansNothing() {
    LocalTime six = LocalTime.of(6, 0);
    assertThatThrownBy(() -> new SilenceRule(Duration.ofSeconds(119), six, LocalTime.MIDNIGHT))
        .hasMessageStartingWith("bound:");
    assertThatThrownBy(() -> new SilenceRule(BOUND, six, six)).hasMessageStartingWith("closes:");
  }
}
