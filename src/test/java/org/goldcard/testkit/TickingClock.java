package org.goldcard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class TickingClock implements InstantSource {
  private volatile Instant now;

  /** Starts at a moment. */
  public TickingClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on, or back. */
  public void move(Duration by) {
    now = now.plus(by);
  }

  /** Sets the time. */
  public void set(Instant to) {
    now = to;
  }
}
