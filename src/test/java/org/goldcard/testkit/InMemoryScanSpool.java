package org.goldcard.testkit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;

/** A spool in memory: the twin of the files. */
public final class InMemoryScanSpool implements ScanSpool {
  private final List<ScanRecord> waiting = new ArrayList<>();
  private int batch;
  private int number;
  private boolean full;

  /** Takes nothing more, or again. */
  public synchronized void fill(boolean now) {
    full = now;
  }

  @Override
  public synchronized boolean append(ScanRecord record) {
    return !full && waiting.add(record);
  }

  @Override
  public synchronized Future<Optional<Batch>> oldest() {
    if (batch == 0) {
      batch = waiting.size();
      number++;
    }
    return Future.succeededFuture(
        batch == 0
            ? Optional.empty()
            : Optional.of(new Batch("batch-" + number, waiting.subList(0, batch))));
  }

  @Override
  public synchronized Future<Void> remove(Batch gone) {
    if (gone.name().equals("batch-" + number)) {
      waiting.subList(0, batch).clear();
      batch = 0;
    }
    return Future.succeededFuture();
  }

  /** What waits, whether or not it is in a batch. */
  public synchronized List<ScanRecord> waiting() {
    return List.copyOf(waiting);
  }

  @Override
  public synchronized State state() {
    return new State(!full, waiting.size(), 0);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
