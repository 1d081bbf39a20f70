package org.goldcard.files.spool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spool of two windows of memory and of files. A record is copied into a window; every {@link
 * ScanSpool#WINDOW_MILLIS} a worker writes what came to a file, with fsync. The memory outlives the
 * process, so only the loss of the machine can lose the last window.
 */
public final class FileSpool implements ScanSpool {
  private static final Logger LOG = LoggerFactory.getLogger(FileSpool.class);

  /** How many windows of time pass before a disk that failed is tried again. */
  private static final int PAUSE = 10;

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final Slot slot;
  private final Windows windows;
  private final Segments segments;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile State state = new State(true, 0, 0);
  private int pause;
  private long timer = -1;

  private FileSpool(
      Vertx vertx, WorkerExecutor worker, Slot slot, Windows windows, Segments segments) {
    this.vertx = vertx;
    this.worker = worker;
    this.slot = slot;
    this.windows = windows;
    this.segments = segments;
  }

  /**
   * Opens the spool in a directory, which is made when it is missing. What processes before left
   * there, in files or in memory, belongs to it from then on.
   */
  public static Future<FileSpool> open(Vertx vertx, Path directory, SpoolLimits limits) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("scan-spool", 1, 5, TimeUnit.MINUTES);
    return worker
        .executeBlocking(() -> openNow(vertx, worker, directory, limits))
        .onSuccess(FileSpool::start)
        .onFailure(failure -> worker.close().onComplete(closed -> {}));
  }

  private static FileSpool openNow(
      Vertx vertx, WorkerExecutor worker, Path directory, SpoolLimits limits) throws IOException {
    Slot slot = Slot.takeFirst(Files.createDirectories(directory));
    Windows windows = Windows.of(slot, limits.window());
    Segments segments = new Segments(slot.directory(), limits);
    FileSpool spool = new FileSpool(vertx, worker, slot, windows, segments);
    if (!spool.flush()) {
      LOG.warn("starting although scan records cannot be written");
    }
    for (Slot left : Slot.takeLeft(directory, slot)) {
      try (left) {
        spool.adopt(left, limits.window());
      }
    }
    return spool;
  }

  /** Takes over what a process left that did not come back. */
  private void adopt(Slot left, int window) throws IOException {
    Windows theirs = Windows.of(left, window);
    write(theirs);
    theirs.discard();
    for (Path segment : Segments.list(left.directory())) {
      segments.adopt(segment);
    }
    tell(null);
  }

  private void start() {
    timer = vertx.setPeriodic(WINDOW_MILLIS, id -> tick());
  }

  private void tick() {
    if (pause > 0) {
      pause--;
      return;
    }
    if (windows.isEmpty() || !busy.compareAndSet(false, true)) {
      return;
    }
    worker.executeBlocking(this::flush).onComplete(done -> flushed(done.result()));
  }

  private void flushed(@Nullable Boolean written) {
    pause = written != null && written ? 0 : PAUSE;
    busy.set(false);
  }

  @Override
  public boolean append(ScanRecord record) {
    return windows.append(Frame.of(record));
  }

  /** Writes what came; after a failure it stays where it is until the next attempt. */
  private boolean flush() {
    try {
      write(windows);
      tell(null);
      return true;
    } catch (IOException e) {
      tell(e);
      return false;
    }
  }

  private void write(Windows from) throws IOException {
    for (Window full = from.take(); !full.isEmpty(); full = from.take()) {
      segments.write(full.frames());
      full.clear();
    }
  }

  private void tell(@Nullable IOException failure) {
    boolean writing = failure == null;
    if (writing != state.writing() && writing) {
      LOG.info("scan records are written to disk again");
    } else if (writing != state.writing()) {
      LOG.error("scan records cannot be written to disk, they wait in memory", failure);
    }
    state = new State(writing, segments.waiting(), segments.torn());
  }

  @Override
  public Future<Optional<Batch>> oldest() {
    return worker.executeBlocking(
        () -> {
          Optional<Path> segment = segments.oldest();
          return segment.isEmpty() ? Optional.empty() : Optional.of(batch(segment.get()));
        });
  }

  private Batch batch(Path segment) throws IOException {
    return new Batch(segment.getFileName().toString(), segments.read(segment));
  }

  @Override
  public Future<Void> remove(Batch batch) {
    return worker
        .executeBlocking(
            () -> {
              segments.remove(slot.directory().resolve(batch.name()));
              state = new State(state.writing(), segments.waiting(), segments.torn());
              return true;
            })
        .mapEmpty();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Future<Void> close() {
    if (!closed.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    vertx.cancelTimer(timer);
    return worker.executeBlocking(this::closeNow).eventually(worker::close).mapEmpty();
  }

  private boolean closeNow() throws IOException {
    boolean written = flush();
    segments.seal();
    windows.discard();
    slot.close();
    return written;
  }
}
