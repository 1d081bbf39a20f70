package org.goldcard.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.card.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the records of this node from its spool to the store, the oldest first; they leave the
 * spool only after the store has committed them. While the store is away they wait.
 */
public final class ShipRecords {
  /** How often it looks. */
  public static final int EVERY_MILLIS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(ShipRecords.class);
  private static final int AT_ONCE = 1000;

  private final Vertx vertx;
  private final ScanSpool spool;
  private final ScanStore store;
  private final AtomicLong shipped = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private Future<Void> running = Future.succeededFuture();
  private long timer = -1;
  private boolean away;

  /** Carries from one to the other. */
  public ShipRecords(Vertx vertx, ScanSpool spool, ScanStore store) {
    this.vertx = vertx;
    this.spool = spool;
    this.store = store;
  }

  /** Begins to look every second. */
  public void start() {
    timer = vertx.setPeriodic(EVERY_MILLIS, id -> look());
  }

  private void look() {
    synchronized (this) {
      if (!running.isComplete()) {
        return;
      }
      running = ship().otherwiseEmpty();
    }
  }

  /** Carries everything that waits now; fails when the store is away. */
  public Future<Void> ship() {
    return spool
        .oldest()
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : carry(found.get()).compose(n -> ship()))
        .onComplete(done -> tell(done.cause()));
  }

  private Future<Void> carry(ScanSpool.Batch batch) {
    return insert(batch.records(), 0).compose(done -> spool.remove(batch));
  }

  private Future<Void> insert(List<ScanRecord> all, int from) {
    if (from >= all.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(all.size(), from + AT_ONCE);
    return insertSome(all.subList(from, to)).compose(done -> insert(all, to));
  }

  /** A record the store finds faulty must not hold up the others: it is searched for and left. */
  private Future<Void> insertSome(List<ScanRecord> some) {
    return store
        .insert(some)
        .onSuccess(this::count)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              if (failure instanceof StoreUnavailable) {
                return Future.failedFuture(failure);
              }
              return some.size() == 1 ? leave(failure) : halves(some);
            });
  }

  private Future<Void> halves(List<ScanRecord> some) {
    int half = some.size() / 2;
    return insertSome(some.subList(0, half))
        .compose(done -> insertSome(some.subList(half, some.size())));
  }

  private Future<Void> leave(Throwable failure) {
    LOG.error("a scan record was refused by the store and is left out", failure);
    dropped.incrementAndGet();
    return Future.succeededFuture();
  }

  private void count(ScanStore.Taken taken) {
    shipped.addAndGet(taken.stored());
    if (taken.outside() > 0) {
      dropped.addAndGet(taken.outside());
      LOG.error("{} scan records lie outside the months that are kept", taken.outside());
    }
  }

  private synchronized void tell(@org.jspecify.annotations.Nullable Throwable failure) {
    if (away == (failure != null)) {
      return;
    }
    away = failure != null;
    if (failure != null) {
      LOG.warn("scan records wait: {}", failure.getMessage());
    } else {
      LOG.info("scan records are carried again");
    }
  }

  /** Looks no more; answers when what is under way has ended. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    synchronized (this) {
      return running;
    }
  }

  /** How many this node has carried since the start. */
  public long shipped() {
    return shipped.get();
  }

  /** How many the store did not take since the start. */
  public long dropped() {
    return dropped.get();
  }
}
