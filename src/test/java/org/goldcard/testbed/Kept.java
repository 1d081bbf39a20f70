package org.goldcard.testbed;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something made once and kept for a time, then made anew. Safe from any thread. */
final class Kept<T> implements Supplier<T> {
  private final long nanos;
  private final Supplier<T> maker;
  private @Nullable T made;
  private long until;

  Kept(Duration time, Supplier<T> maker) {
    this.nanos = time.toNanos();
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    T now = made;
    if (now == null || System.nanoTime() - until > 0) {
      now = maker.get();
      made = now;
      until = System.nanoTime() + nanos;
    }
    return now;
  }
}
