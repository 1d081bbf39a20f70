package org.goldcard.testkit;

import io.vertx.core.Future;
import org.goldcard.status.Position;
import org.goldcard.status.StatusLog;

/** A log as a node sees it whose word of commits never arrives. */
public final class NoNotices implements StatusLog {
  private final StatusLog log;

  /** The same log without its notices. */
  public NoNotices(StatusLog log) {
    this.log = log;
  }

  @Override
  public Future<Position> head() {
    return log.head();
  }

  @Override
  public Future<Page> after(long epoch, long seq, int limit) {
    return log.after(epoch, seq, limit);
  }

  @Override
  public Future<Position> snapshot(EntryConsumer consumer) {
    return log.snapshot(consumer);
  }

  @Override
  public Future<Void> onCommit(Runnable listener) {
    return Future.succeededFuture();
  }
}
