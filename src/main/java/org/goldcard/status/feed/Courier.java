package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the carrier to the log's head, or leaves it alone where the log lacks what it holds. */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int BATCH = 200;

  private final StatusLog log;
  private final StatusCarrier carrier;
  private final BooleanSupplier trusted;
  private final AtomicLong rebuilds = new AtomicLong();
  private volatile @Nullable Position carried;

  Courier(StatusLog log, StatusCarrier carrier, BooleanSupplier trusted) {
    this.log = log;
    this.carrier = carrier;
    this.trusted = trusted;
  }

  /** The position to which the carrier was brought last; null when that is not known. */
  @Nullable Position carried() {
    return carried;
  }

  /** Something failed: the carrier must be asked anew what it holds. */
  void lostTrack() {
    carried = null;
  }

  /** How often the carrier was rebuilt. */
  long rebuilds() {
    return rebuilds.get();
  }

  /** Brings the carrier to the log's head and answers it. */
  Future<Position> publish(long term) {
    if (!trusted.getAsBoolean()) {
      return Future.failedFuture("this node knows of changes that the log lacks");
    }
    return carrier.held().compose(at -> at.isEmpty() ? rebuild(term) : leadOn(term, at.get()));
  }

  /** Leads the carrier on from a position, page by page. */
  Future<Position> leadOn(long term, Position from) {
    return log.after(from.epoch(), from.seq(), BATCH).compose(page -> bring(term, from, page));
  }

  private Future<Position> bring(long term, Position from, StatusLog.Page page) {
    return switch (page.from(from)) {
      case LEADS_ON -> bringNext(term, from, page);
      case NEWER_EPOCH, CUT_OFF -> rebuild(term);
      case ELSEWHERE -> Future.failedFuture(new UnconfirmedRestore(from, page.head()));
    };
  }

  private Future<Position> bringNext(long term, Position from, StatusLog.Page page) {
    List<StatusChange> changes = page.changes();
    if (changes.isEmpty()) {
      return reached(from);
    }
    Position wanted = changes.get(changes.size() - 1).position();
    return carrier.apply(term, from, changes).compose(at -> brought(term, wanted, at, page.head()));
  }

  private Future<Position> brought(
      long term, Position wanted, Optional<Position> at, Position head) {
    if (at.isEmpty()) {
      return rebuild(term);
    }
    if (!at.get().equals(wanted)) {
      return Future.failedFuture("the status carrier did not take the next changes");
    }
    return wanted.equals(head) ? reached(wanted) : leadOn(term, wanted);
  }

  /** Rebuilds the carrier from the log, whatever it holds; answers where it then is. */
  Future<Position> rebuild(long term) {
    return CardTable.load(log).compose(whole -> rebuild(term, whole));
  }

  private Future<Position> rebuild(long term, CardTable whole) {
    Position position = whole.position().orElseThrow();
    LOG.info("the status carrier is rebuilt at {}", position);
    rebuilds.incrementAndGet();
    return carrier.rebuild(term, whole).compose(done -> leadOn(term, position));
  }

  private Future<Position> reached(Position position) {
    carried = position;
    return Future.succeededFuture(position);
  }
}
