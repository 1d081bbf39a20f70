package org.goldcard.testkit.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts in any span of time, in memory. */
final class InMemoryCounts {
  private final Map<String, List<Instant>> times = new HashMap<>();

  /** Zero when it counts, else how long to wait. */
  Duration wait(String key, Instant now, Duration span, int most, Duration gap) {
    List<Instant> recent =
        times.getOrDefault(key, List.of()).stream()
            .filter(t -> t.isAfter(now.minus(span)))
            .toList();
    int n = recent.size();
    if (n > 0 && recent.get(n - 1).isAfter(now.minus(gap))) {
      return Duration.between(now, recent.get(n - 1).plus(gap));
    }
    return n >= most ? Duration.between(now, recent.get(n - most).plus(span)) : Duration.ZERO;
  }

  void add(String key, Instant now) {
    times.computeIfAbsent(key, k -> new ArrayList<>()).add(now);
  }

  void forget(String key) {
    times.remove(key);
  }
}
