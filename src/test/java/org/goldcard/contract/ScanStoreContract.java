package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.goldcard.records.KeepRecords;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;
import org.goldcard.records.ScanStore.Taken;
import org.goldcard.records.ScanStore.Visits;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store of records promises; its clock stands at the moment the test class names. */
public abstract class ScanStoreContract {
  /** An empty store. */
  protected abstract ScanStore store();

  /** The moment at which its clock stands. */
  protected abstract Instant now();

  @BeforeEach
  void prepare() {
    assertThat(Awaited.result(store().prepare(now()))).isNotEmpty();
  }

  @Test
  void takesARecordOnceHoweverOftenItComes() {
    ScanRecord one = TestRecords.visit(1, now());
    ScanRecord two = TestRecords.bare(2, now());
    assertThat(insert(one, two)).isEqualTo(new Taken(2, 0, 0));
    assertThat(insert(two, one, TestRecords.visit(3, now()))).isEqualTo(new Taken(1, 2, 0));
    assertThat(insert(TestRecords.visit(4, now()), TestRecords.visit(4, now())).stored())
        .isEqualTo(1);
  }

  @Test
  void theSameVerificationJudgedAgainIsAnotherRecord() {
    assertThat(insert(TestRecords.visit(1, now())).stored()).isEqualTo(1);
    assertThat(insert(TestRecords.visit(1, now().plusNanos(1000))).stored()).isEqualTo(1);
  }

  @Test
  void leavesOutWhatLiesOutsideTheMonthsThatAreKept() {
    assertThat(
            insert(
                TestRecords.visit(1, now().minus(Duration.ofDays(400))),
                TestRecords.visit(2, now().plus(Duration.ofDays(100))),
                TestRecords.visit(3, now().minus(KeepRecords.KEPT)),
                TestRecords.visit(4, now().plus(Duration.ofDays(29)))))
        .isEqualTo(new Taken(2, 0, 2));
  }

  @Test
  void theSecretOfAMonthStaysAndDiffersFromEveryOther() {
    Map<YearMonth, String> secrets = Awaited.result(store().prepare(now()));
    Map<YearMonth, String> later = Awaited.result(store().prepare(now().plus(Duration.ofDays(1))));
    assertThat(later).containsAllEntriesOf(secrets);
    assertThat(secrets.values()).doesNotHaveDuplicates().allMatch(s -> s.length() == 64);
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void foldsTheOldestDayFirstAndNothingThatIsKept() {
    Instant limit = now().minus(Duration.ofDays(20));
    insert(
        TestRecords.visit(1, limit.minus(Duration.ofDays(2))),
        TestRecords.visit(2, limit.minus(Duration.ofDays(2)).plusSeconds(1)),
        TestRecords.visit(3, limit.minusSeconds(1)),
        TestRecords.visit(4, limit));
    assertThat(Awaited.result(store().fold(limit))).isEqualTo(2);
    assertThat(Awaited.result(store().fold(limit))).isEqualTo(1);
    assertThat(Awaited.result(store().fold(limit))).isZero();
    assertThat(insert(TestRecords.visit(4, limit)).known()).isEqualTo(1);
  }

  @Test
  void destroysTheSecretOfAMonthWhenItsLastRecordIsFolded() {
    Instant first = now().minus(KeepRecords.KEPT);
    YearMonth oldest = org.goldcard.records.CardReferences.month(first);
    insert(TestRecords.visit(1, first));
    Instant later = first.plus(Duration.ofDays(32));
    while (Awaited.result(store().fold(later)) > 0) {
      assertThat(later).isAfter(first);
    }
    Map<YearMonth, String> left = Awaited.result(store().prepare(now().plus(Duration.ofDays(32))));
    assertThat(left).doesNotContainKey(oldest).isNotEmpty();
  }

  @Test
  void countsTheVisitsOfACardAndNamesTheFirst() {
    insert(
        TestRecords.visit(1, now().plusSeconds(60), "a", "north"),
        TestRecords.visit(2, now().plusSeconds(30), "a", "south"),
        TestRecords.visit(3, now().plusSeconds(90), "b", "north"),
        TestRecords.visit(4, now().minusSeconds(1), "a", "before"),
        TestRecords.visit(5, now().plusSeconds(100), "a", "after"),
        TestRecords.bare(6, now().plusSeconds(10)));
    assertThat(Awaited.result(store().visits(now(), now().plusSeconds(100))))
        .containsExactlyInAnyOrder(
            new Visits("JN-BAOTU", "a", 2, now().plusSeconds(30), "south"),
            new Visits("JN-BAOTU", "b", 1, now().plusSeconds(90), "north"));
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private Taken insert(ScanRecord... records) {
    return Awaited.result(store().insert(List.of(records)));
  }
}
