package org.goldcard.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Rate TEN = new Rate(10, 20);

  private final Buckets buckets = new Buckets(1024);

  @Test
  void givesTheBurstAtOnceAndThenTheRate() {
    for (int i = 0; i < 20; i++) {
      assertThat(buckets.take(1, TEN, 1, 0)).as("left after " + i).isEqualTo(i - 19);
    }
    assertThat(buckets.take(1, TEN, 1, 0)).isEqualTo(SECOND / 10);
    assertThat(buckets.isEmpty(1, TEN, 0)).isTrue();
    assertThat(buckets.take(1, TEN, 1, SECOND / 10 - 1)).isEqualTo(1);
    assertThat(buckets.take(1, TEN, 1, SECOND / 10)).isZero();
    assertThat(buckets.take(1, TEN, 1, SECOND / 10)).isPositive();
  }

  @Test
  void manyAtOnceRunIntoADebtThatGrowsBackBeforeTheNext() {
    assertThat(buckets.take(1, TEN, 1000, 0)).isZero();
    assertThat(buckets.take(1, TEN, 1, 0)).isEqualTo(98 * SECOND + SECOND / 10);
    assertThat(buckets.take(1, TEN, 1, 98 * SECOND)).as("a refusal costs nothing").isPositive();
    assertThat(buckets.take(1, TEN, 1, 98 * SECOND + SECOND / 10)).isZero();
  }

  @Test
  void whatIsLeftGrowsWithTimeAndNeverPastTheBurst() {
    assertThat(buckets.take(1, TEN, 15, 0)).isEqualTo(-5);
    assertThat(buckets.take(1, TEN, 1, SECOND / 2)).isEqualTo(-9);
    assertThat(buckets.take(1, TEN, 1, 60 * SECOND)).isEqualTo(-19);
  }

  @Test
  void oneKeyTakesNothingFromAnother() {
    assertThat(buckets.take(1, TEN, 20, 0)).isZero();
    assertThat(buckets.take(2, TEN, 20, 0)).isZero();
  }

  @Test
  void aClockBelowZeroAndPastItsEndIsAsGood() {
    for (long start : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE - 5}) {
      Buckets fresh = new Buckets(8);
      assertThat(fresh.take(9, TEN, 20, start)).isZero();
      assertThat(fresh.take(9, TEN, 1, start + 10)).isPositive();
      assertThat(fresh.take(9, TEN, 20, start + 2 * SECOND)).isZero();
    }
  }

  @Test
  void aFloodOfKeysDoesNotClearAHeavyDebt() {
    long seed = 20180919;
    Random random = new Random(seed);
    assertThat(buckets.take(77, TEN, 20, 0)).isZero();
    for (int i = 0; i < 100_000; i++) {
      assertThat(buckets.take(random.nextLong() | 1L << 62, TEN, 1, 0)).isEqualTo(-19);
    }
    assertThat(buckets.isEmpty(77, TEN, 0)).as("seed " + seed).isTrue();
  }
}
