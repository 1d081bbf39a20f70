package org.goldcard.records;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a record of every verification. Nobody waits for it, and nobody is turned away for it: a
 * full or broken disk must not close the gates. What could not be kept is counted, told to the log
 * and makes the node degraded. Safe from any thread; never blocks.
 */
public final class RecordScans {
  private static final Logger LOG = LoggerFactory.getLogger(RecordScans.class);
  private static final long TELL_EVERY = 10_000_000_000L;

  private final ScanSpool spool;
  private final CardReferences references;
  private final LongSupplier nanos;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong toldAt = new AtomicLong();

  /**
   * Records into a spool.
   *
   * @param nanos a monotonic clock
   */
  public RecordScans(ScanSpool spool, CardReferences references, LongSupplier nanos) {
    this.spool = spool;
    this.references = references;
    this.nanos = nanos;
  }

  /**
   * Records a scan.
   *
   * @param record without its reference
   * @param cardIndex the card's entry; negative where no card was found
   */
  public void record(ScanRecord record, int cardIndex) {
    record(record, cardIndex, null);
  }

  /**
   * Records a scan.
   *
   * @param record without its references
   * @param cardIndex the card's entry; negative where no card was found
   * @param nonce of the live code on which somebody was let in; null otherwise
   */
  public void record(ScanRecord record, int cardIndex, @Nullable String nonce) {
    ScanRecord named = cardIndex < 0 ? record : named(record, cardIndex, nonce);
    if (!spool.append(named)) {
      long missing = lost.incrementAndGet();
      long now = nanos.getAsLong();
      long told = toldAt.get();
      if ((told == 0 || now - told > TELL_EVERY) && toldAt.compareAndSet(told, now | 1)) {
        LOG.error("scan records cannot be kept, {} are missing since the start", missing);
      }
    }
  }

  private ScanRecord named(ScanRecord record, int cardIndex, @Nullable String nonce) {
    Instant at = record.scannedAt();
    String code = nonce == null ? null : references.code(cardIndex, nonce, at).orElse(null);
    return record.of(references.name(cardIndex, at).orElse(null), code);
  }

  /** How many could not be kept since the start. */
  public long lost() {
    return lost.get();
  }
}
