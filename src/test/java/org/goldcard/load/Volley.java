package org.goldcard.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of some requests.
 *
 * @param latency nanoseconds from the moment each should have been sent to its answer
 * @param right answers with status 200 and the expected result code
 * @param nanos from the first request to the last answer
 * @param wrong everything else that came, by what it said
 */
public record Volley(Histogram latency, int right, long nanos, Map<String, Integer> wrong) {
  /** Sorts what was wrong. */
  public Volley {
    wrong = Map.copyOf(new TreeMap<>(wrong));
  }

  /** Right answers a second. */
  public double perSecond() {
    return right * 1e9 / nanos;
  }

  /** A latency in microseconds. */
  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }

  /** A wrong answer makes every figure worthless. */
  public Volley proven(String what) {
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(what + ": " + wrong + " beside " + right + " right answers");
    }
    return this;
  }
}
