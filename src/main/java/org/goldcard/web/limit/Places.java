package org.goldcard.web.limit;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A fixed number of places; whoever finds none goes away at once. Safe from any thread. */
public final class Places {
  private final AtomicInteger taken = new AtomicInteger();
  private final int all;

  /** So many places, at least one. */
  public Places(int all) {
    if (all < 1) {
      throw new IllegalArgumentException("all: below 1");
    }
    this.all = all;
  }

  /** Takes a place; false when none is free. */
  public boolean take() {
    if (taken.incrementAndGet() <= all) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives a place back. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** How many are taken. */
  public int taken() {
    return taken.get();
  }

  /** Does some work on a place of its own; empty when none is free. */
  public <T> Optional<Future<T>> with(Supplier<Future<T>> work) {
    if (!take()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get().onComplete(done -> leave()));
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
  }
}
