package org.goldcard.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records as long as they may be kept: makes the coming months ready, and turns what is older
 * than {@link #KEPT} into counts. Each node does it every hour; the store lets one at a time.
 */
public final class KeepRecords {
  /**
   * How long a record is kept: network records at least six months (Cybersecurity Law), 190 days.
   */
  public static final Duration KEPT = Duration.ofDays(190);

  /** How often it looks. */
  public static final Duration EVERY = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(KeepRecords.class);

  private final Vertx vertx;
  private final ScanStore store;
  private final CardReferences references;
  private final InstantSource clock;
  private long timer = -1;

  /** Keeps the records of a store, and tells the secrets of the months to whoever names cards. */
  public KeepRecords(Vertx vertx, ScanStore store, CardReferences references, InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.references = references;
    this.clock = clock;
  }

  /** Answers when the present month can be recorded; goes on every hour. */
  public Future<Void> start() {
    return prepare()
        .onSuccess(
            ready ->
                timer = vertx.setPeriodic(EVERY.toMillis(), id -> keep().onFailure(this::tell)));
  }

  /** Makes the coming months ready, then folds what is too old. */
  public Future<Void> keep() {
    return prepare().compose(ready -> fold());
  }

  private Future<Void> prepare() {
    return store.prepare(clock.instant()).onSuccess(references::use).mapEmpty();
  }

  private Future<Void> fold() {
    return store
        .fold(clock.instant().minus(KEPT))
        .compose(folded -> folded == 0 ? Future.succeededFuture() : fold());
  }

  private void tell(Throwable failure) {
    LOG.warn("the records of scans could not be kept in order, trying again in an hour", failure);
  }

  /** Looks no more. */
  public void stop() {
    vertx.cancelTimer(timer);
  }
}
