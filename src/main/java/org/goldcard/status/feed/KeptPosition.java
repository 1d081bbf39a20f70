package org.goldcard.status.feed;

import io.vertx.core.Vertx;
import org.goldcard.status.Position;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps how far the log was, at most once a second, one writing at a time. */
final class KeptPosition {
  private static final Logger LOG = LoggerFactory.getLogger(KeptPosition.class);
  private static final long EVERY_MILLIS = 1000;

  private final Vertx vertx;
  private final PositionMemory memory;
  private @Nullable Position kept;
  private boolean busy;
  private boolean failing;

  KeptPosition(Vertx vertx, PositionMemory memory) {
    this.vertx = vertx;
    this.memory = memory;
  }

  /** Keeps a position of a trusted log, unless it was kept or the second is not over. */
  void offer(Position now) {
    synchronized (this) {
      if (busy || now.equals(kept)) {
        return;
      }
      busy = true;
      kept = now;
    }
    memory.keep(now).onComplete(done -> written(done.cause()));
  }

  private void written(@Nullable Throwable failure) {
    synchronized (this) {
      if (failure != null && !failing) {
        LOG.warn("the position of the log cannot be kept: {}", failure.getMessage());
      }
      failing = failure != null;
      kept = failing ? null : kept;
    }
    vertx.setTimer(EVERY_MILLIS, id -> free());
  }

  private synchronized void free() {
    busy = false;
  }
}
