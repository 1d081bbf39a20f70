package org.goldcard.status.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Who waits for the table to reach a revision. Safe from any thread. */
final class Waiters {
  /** How many may wait at once; a caller beyond is told at once that it was not reached. */
  static final int MOST = 10_000;

  private final Vertx vertx;
  private final List<Waiter> waiters = new ArrayList<>();

  Waiters(Vertx vertx) {
    this.vertx = vertx;
  }

  /** True as soon as the revision is reached, false when it is not within {@code max}. */
  Future<Boolean> await(long rev, Duration max) {
    Waiter waiter = new Waiter(rev, Promise.promise());
    synchronized (this) {
      if (waiters.size() >= MOST) {
        return Future.succeededFuture(false);
      }
      waiters.add(waiter);
    }
    long alarm = vertx.setTimer(Math.max(1, max.toMillis()), id -> giveUp(waiter));
    return waiter.reached.future().onComplete(done -> vertx.cancelTimer(alarm));
  }

  /** Tells those who waited for a revision up to this. */
  synchronized void reached(long rev) {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (waiter.rev <= rev) {
        all.remove();
        vertx.runOnContext(now -> waiter.reached.tryComplete(true));
      }
    }
  }

  private void giveUp(Waiter waiter) {
    synchronized (this) {
      waiters.remove(waiter);
    }
    waiter.reached.tryComplete(false);
  }

  private record Waiter(long rev, Promise<Boolean> reached) {}
}
