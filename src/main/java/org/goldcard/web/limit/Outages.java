package org.goldcard.web.limit;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.goldcard.card.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of requests that failed because the world did: one line a second, with how many
 * more there were, however many callers ask. Safe from any thread.
 */
public final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final long QUIET = 1_000_000_000L;

  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong untold = new AtomicLong();

  /**
   * Tells at most once a second.
   *
   * @param nanos a monotonic clock
   */
  public Outages(LongSupplier nanos) {
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /** Tells of a failed request, if a store was away or nothing came in time; else does nothing. */
  public void tell(Throwable failure) {
    boolean away = failure instanceof StoreUnavailable;
    if ((away || failure instanceof TimeoutException) && isDue()) {
      String what = away ? "the store is unavailable: " + failure.getMessage() : "took too long";
      LOG.warn("{}; {} more since last told", what, untold.getAndSet(0));
    }
  }

  private boolean isDue() {
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + QUIET)) {
      return true;
    }
    untold.incrementAndGet();
    return false;
  }
}
