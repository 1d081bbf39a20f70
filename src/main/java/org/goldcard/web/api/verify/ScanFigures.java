package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.goldcard.records.ScanRecord;

/**
 * Counts verifications by what operators look for first, as {@code goldcard.verifications}: whether
 * somebody was let in, and whether it was judged with less than all there should be. Safe from any
 * thread.
 */
public final class ScanFigures {
  private final Counter passed;
  private final Counter passedDegraded;
  private final Counter refused;
  private final Counter refusedDegraded;

  /** Counts in a registry; more of these there count together. */
  public ScanFigures(MeterRegistry meters) {
    this.passed = counter(meters, "passed", false);
    this.passedDegraded = counter(meters, "passed", true);
    this.refused = counter(meters, "refused", false);
    this.refusedDegraded = counter(meters, "refused", true);
  }

  private static Counter counter(MeterRegistry meters, String outcome, boolean degraded) {
    return meters.counter(
        "goldcard.verifications", "outcome", outcome, "degraded", Boolean.toString(degraded));
  }

  /** Counts one. */
  public void count(ScanRecord record) {
    boolean degraded = record.isDegraded();
    if (record.isPassed()) {
      (degraded ? passedDegraded : passed).increment();
    } else {
      (degraded ? refusedDegraded : refused).increment();
    }
  }
}
