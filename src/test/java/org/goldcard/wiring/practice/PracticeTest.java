package org.goldcard.wiring.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PracticeTest {
  @Test
  void judgesScansOfNobodyAndEnds() throws TimeoutException {
    int right = Practice.run(Clock.systemUTC(), Duration.ofMillis(300)).await(20, TimeUnit.SECONDS);
    assertThat(right).isPositive();
  }

  @Test
  void doesNothingWhereNobodyWantsIt() throws TimeoutException {
    assertThat(Practice.run(Clock.systemUTC(), Duration.ZERO).await(1, TimeUnit.SECONDS)).isZero();
  }
}
