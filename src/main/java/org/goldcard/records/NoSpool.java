package org.goldcard.records;

import io.vertx.core.Future;
import java.util.Optional;

/** Takes every record and keeps none. */
final class NoSpool implements ScanSpool {
  private static final State WELL = new State(true, 0, 0);

  @Override
  public boolean append(ScanRecord record) {
    return true;
  }

  @Override
  public Future<Optional<Batch>> oldest() {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Void> remove(Batch batch) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  @Override
  public State state() {
    return WELL;
  }
}
