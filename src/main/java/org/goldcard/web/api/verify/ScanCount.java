package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.goldcard.verifying.ResultCode;

/** Counts answers by their code: {@code goldcard.scans}. */
final class ScanCount {
  private final Map<ResultCode, Counter> counters = new EnumMap<>(ResultCode.class);

  ScanCount(MeterRegistry meters) {
    for (ResultCode code : ResultCode.values()) {
      counters.put(code, meters.counter("goldcard.scans", "result", code.name()));
    }
  }

  void answered(ResultCode code) {
    Objects.requireNonNull(counters.get(code)).increment();
  }
}
