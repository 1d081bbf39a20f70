package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusLog;

/** Brings tables to the log's head. Safe from any thread. */
final class LogReader {
  private static final int PAGE = 1000;
  private static final long PAGE_SECONDS = 2;
  private static final long LOAD_SECONDS = 120;

  private final StatusLog log;
  private final InstantSource clock;
  private final LongSupplier nanos;

  LogReader(StatusLog log, InstantSource clock, LongSupplier nanos) {
    this.log = log;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Reads pages until the head and hands each that leads on to the taker; answers how the log leads
   * on from the table, and what the last question proves if it does.
   */
  Future<Found> advance(TableWriter target, Taker taker) {
    Position from = target.position();
    Proof asked = Proof.asking(nanos, clock);
    return log.after(from.epoch(), from.seq(), PAGE)
        .timeout(PAGE_SECONDS, TimeUnit.SECONDS)
        .compose(page -> take(target, taker, new Found(page.from(from), asked), page));
  }

  private Future<Found> take(TableWriter target, Taker taker, Found found, StatusLog.Page page) {
    if (found.course != StatusLog.Course.LEADS_ON) {
      return Future.succeededFuture(found);
    }
    if (!taker.take(target, page)) {
      return Future.succeededFuture(new Found(StatusLog.Course.ELSEWHERE, found.proof));
    }
    return page.changes().size() < PAGE ? Future.succeededFuture(found) : advance(target, taker);
  }

  /** Loads a table aside and brings it to the head. */
  Future<Loaded> load() {
    return CardTable.load(log)
        .timeout(LOAD_SECONDS, TimeUnit.SECONDS)
        .map(TableWriter::new)
        .compose(
            fresh -> advance(fresh, TableWriter::applyNew).compose(found -> whole(fresh, found)));
  }

  private static Future<Loaded> whole(TableWriter fresh, Found found) {
    return found.course == StatusLog.Course.LEADS_ON
        ? Future.succeededFuture(new Loaded(fresh, found.proof))
        : Future.failedFuture("the status log changed its history while it was loaded");
  }

  /** How the log leads on from a table, and what the last question proves if it does. */
  record Found(StatusLog.Course course, Proof proof) {}

  /** A table loaded aside, at the head when its proof was asked for. */
  record Loaded(TableWriter table, Proof proof) {}

  /** Applies a page to a table. */
  @FunctionalInterface
  interface Taker {
    /** False when the table has not taken the way of this page. */
    boolean take(TableWriter target, StatusLog.Page page);
  }
}
