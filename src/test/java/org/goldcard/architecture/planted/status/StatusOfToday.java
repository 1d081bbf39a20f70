package org.goldcard.architecture.planted.status;

import java.time.Instant;
import java.util.function.Supplier;

/** Planted: asks the machine for the time, by a method reference. */
public final class StatusOfToday {
  private final Supplier<Instant> clock = Instant::now;

  /** The moment. */
  public Instant today() {
    return clock.get();
  }
}
