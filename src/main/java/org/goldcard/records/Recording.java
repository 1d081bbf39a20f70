package org.goldcard.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The records of one node, from the scan to the store, as one thing to start and stop. */
public final class Recording {
  /** How long a node that stops tries to carry its last records. */
  private static final Duration LAST = Duration.ofSeconds(3);

  private final ScanSpool spool;
  private final RecordScans scans;
  private final ShipRecords shipping;
  private final KeepRecords keeping;

  /**
   * Records into a spool, and from there into a store.
   *
   * @param nanos a monotonic clock
   */
  public Recording(
      Vertx vertx,
      ScanSpool spool,
      ScanStore store,
      CardReferences references,
      InstantSource clock,
      LongSupplier nanos) {
    this.spool = spool;
    this.scans = new RecordScans(spool, references, nanos);
    this.shipping = new ShipRecords(vertx, spool, store);
    this.keeping = new KeepRecords(vertx, store, references, clock);
  }

  /** Answers when scans can be recorded; their records are carried from then on. */
  public Future<Void> start() {
    return keeping.start().onSuccess(ready -> shipping.start());
  }

  /** Carries what is left, for a few seconds at most; the rest waits in the spool. */
  public Future<Void> stop() {
    keeping.stop();
    return shipping
        .stop()
        .compose(idle -> shipping.ship())
        .timeout(LAST.toMillis(), TimeUnit.MILLISECONDS)
        .transform(carried -> spool.close());
  }

  /** Leaves records. */
  public RecordScans scans() {
    return scans;
  }

  /** Carries them. */
  public ShipRecords shipping() {
    return shipping;
  }

  /** Whether records can be kept: the spool writes, and has room. */
  public boolean isWell() {
    return spool.state().writing();
  }

  /** How many bytes were torn off at the end of files, since the start. */
  public long torn() {
    return spool.state().torn();
  }

  /** How much waits on disk, in bytes. */
  public long waiting() {
    return spool.state().bytes();
  }
}
