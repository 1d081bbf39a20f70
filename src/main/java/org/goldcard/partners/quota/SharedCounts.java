package org.goldcard.partners.quota;

import io.vertx.core.Future;
import java.time.Duration;

/** Counters that all nodes add to. Safe from any thread; a lost store is a failed future. */
@FunctionalInterface
public interface SharedCounts {
  /**
   * Adds to a counter, which begins at 0.
   *
   * @param name of one client and window of time
   * @param more how much, 0 to learn what the others added
   * @param life after which it may be forgotten, from the last adding on
   * @return what it has come to
   */
  Future<Long> add(String name, long more, Duration life);

  /** For a node that is alone. */
  static SharedCounts none() {
    return (name, more, life) -> Future.failedFuture("nothing is shared");
  }
}
