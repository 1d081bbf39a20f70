package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;
import org.junit.jupiter.api.Test;

/** What a spool of records promises. */
public abstract class ScanSpoolContract {
  protected static final Instant MORNING = Instant.parse("2026-06-01T02:00:00.123456Z");

  /** An empty spool. */
  protected abstract ScanSpool spool();

  @Test
  void anEmptySpoolHasNothing() {
    assertThat(Awaited.result(spool().oldest())).isEmpty();
    assertThat(spool().state().writing()).isTrue();
  }

  @Test
  void givesBackEveryRecordWholeAndInOrder() {
    ScanRecord first = TestRecords.visit(1, MORNING);
    List<ScanRecord> all =
        List.of(first, TestRecords.bare(2, MORNING), TestRecords.second(3, Instant.EPOCH, first));
    all.forEach(record -> assertThat(spool().append(record)).isTrue());
    assertThat(drained(3)).isEqualTo(all);
    assertThat(Awaited.result(spool().oldest())).isEmpty();
  }

  @Test
  void aBatchStaysTheOldestUntilItIsRemoved() {
    assertThat(spool().append(TestRecords.visit(1, MORNING))).isTrue();
    ScanSpool.Batch batch = oldest();
    assertThat(spool().append(TestRecords.visit(2, MORNING))).isTrue();
    assertThat(oldest()).isEqualTo(batch);
    Awaited.result(spool().remove(batch));
    assertThat(drained(1)).isEqualTo(List.of(TestRecords.visit(2, MORNING)));
  }

  @Test
  void removingABatchTwiceHarmsNoOther() {
    assertThat(spool().append(TestRecords.visit(1, MORNING))).isTrue();
    ScanSpool.Batch batch = oldest();
    Awaited.result(spool().remove(batch));
    assertThat(spool().append(TestRecords.visit(2, MORNING))).isTrue();
    assertThat(oldest()).isNotEqualTo(batch);
    Awaited.result(spool().remove(batch));
    assertThat(drained(1)).isEqualTo(List.of(TestRecords.visit(2, MORNING)));
  }

  /** The oldest batch, as soon as there is one. */
  protected ScanSpool.Batch oldest() {
    return Awaited.soon(() -> Awaited.result(spool().oldest()));
  }

  /** Takes batches until so many records came. */
  protected List<ScanRecord> drained(int count) {
    List<ScanRecord> all = new ArrayList<>();
    while (all.size() < count) {
      ScanSpool.Batch batch = oldest();
      all.addAll(batch.records());
      Awaited.result(spool().remove(batch));
    }
    return all;
  }
}
