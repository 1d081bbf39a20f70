package org.goldcard.status.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the card table: loads it from the log, then keeps it at the log's head by whatever comes
 * first, the carrier's stream, the word of a commit or the poll.
 *
 * <p>A change is applied only if it is the very next one by epoch, number and chain hash; an older
 * one is ignored, a gap is read from the log. A log that does not lead on from this table's
 * position is another history: the table is then loaded anew aside and swapped in whole, never
 * merged, and until then the old one stays, growing older. So nothing is un-revoked by a fault of
 * the carrier, and a fault of the log shows as age.
 *
 * <p>Safe from any thread: all writing happens under this object's lock.
 */
public final class StatusFollower {
  /** How often the log is asked although nobody called. */
  public static final Duration POLL = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
  private static final int PAGE = 1000;
  private static final long PAGE_SECONDS = 2;
  private static final long LOAD_SECONDS = 120;

  private final Vertx vertx;
  private final StatusLog log;
  private final CardTable table;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Promise<Void> loaded = Promise.promise();
  private final List<Waiter> waiters = new ArrayList<>();

  private volatile @Nullable Proof proof;
  private volatile String source = Freshness.LOG;
  private boolean asking;
  private boolean askAgain;
  private boolean astray;
  private boolean failing;
  private boolean stopped;
  private long timer = -1;

  /**
   * A follower that has not started.
   *
   * @param table written by this follower alone
   * @param clock for the displayed moment
   * @param nanos a monotonic clock, for ages
   */
  public StatusFollower(
      Vertx vertx, StatusLog log, CardTable table, InstantSource clock, LongSupplier nanos) {
    this.vertx = vertx;
    this.log = log;
    this.table = table;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Starts following and answers when the table is loaded. While the log is away it goes on trying;
   * the carrier may be away from the start.
   */
  public Future<Void> start(StatusCarrier carrier) {
    log.onCommit(this::poll).onFailure(e -> LOG.warn("no word of commits, polling only", e));
    carrier.follow(this::arrived).onFailure(e -> LOG.warn("no stream, polling only", e));
    synchronized (this) {
      timer = vertx.setPeriodic(POLL.toMillis(), id -> poll());
    }
    poll();
    return loaded.future();
  }

  /** Stops polling; the table stays as it is. */
  public synchronized void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** How fresh the table is; empty until it is loaded. */
  public Optional<Freshness> freshness() {
    Proof last = proof;
    Optional<Position> reached = table.position();
    if (last == null || reached.isEmpty()) {
      return Optional.empty();
    }
    Duration age = Duration.ofNanos(Math.max(0, nanos.getAsLong() - last.sentNanos));
    Position position = reached.get();
    return Optional.of(new Freshness(last.sentAt, age, source, position.seq(), position.epoch()));
  }

  /**
   * Waits until the table has reached a revision: true as soon as it has, false when it has not
   * within {@code max}. Asks the log at once.
   */
  public Future<Boolean> awaitRev(long rev, Duration max) {
    Waiter waiter = new Waiter(rev, Promise.promise());
    synchronized (this) {
      if (reached(rev)) {
        return Future.succeededFuture(true);
      }
      waiters.add(waiter);
    }
    long alarm = vertx.setTimer(Math.max(1, max.toMillis()), id -> giveUp(waiter));
    poll();
    return waiter.reached.future().onComplete(done -> vertx.cancelTimer(alarm));
  }

  /** Takes a change that arrived by the carrier, in whatever order. */
  void arrived(StatusChange change) {
    synchronized (this) {
      Position mine = table.position().orElse(null);
      if (mine == null || astray || isOld(change, mine)) {
        return;
      }
      if (change.follows(mine)) {
        apply(table, change);
        source = Freshness.CARRIER;
        tellWaiters();
        return;
      }
    }
    // A gap, another epoch or another history: the log knows which.
    poll();
  }

  /** Asks the log now, or once more if it is being asked already. */
  void poll() {
    synchronized (this) {
      if (stopped || asking) {
        askAgain = true;
        return;
      }
      asking = true;
      askAgain = false;
    }
    round().onComplete(done -> asked(done.cause()));
  }

  private void asked(@Nullable Throwable failure) {
    boolean again;
    synchronized (this) {
      asking = false;
      again = askAgain && failure == null;
      if (failure != null && !failing) {
        LOG.warn("the status log cannot be read, the list grows older", failure);
      } else if (failure == null && failing) {
        LOG.info("the status log is read again");
      }
      failing = failure != null;
    }
    if (failure == null) {
      loaded.tryComplete();
    }
    if (again) {
      poll();
    }
  }

  private Future<Void> round() {
    boolean load;
    synchronized (this) {
      load = astray || table.position().isEmpty();
    }
    return load ? reload() : advance(table).compose(this::provenOrLost);
  }

  private Future<Void> provenOrLost(Optional<Proof> found) {
    if (found.isEmpty()) {
      return lost();
    }
    proof = found.get();
    return Future.succeededFuture();
  }

  private Future<Void> lost() {
    LOG.warn("this table and the status log are different histories, loading anew");
    synchronized (this) {
      astray = true;
    }
    return reload();
  }

  /**
   * Loads a table aside and brings it to the head before it is swapped in, so that nothing which
   * the old one may know is missing in the new one.
   */
  private Future<Void> reload() {
    return CardTable.load(log)
        .timeout(LOAD_SECONDS, TimeUnit.SECONDS)
        .compose(fresh -> advance(fresh).compose(found -> swap(fresh, found)));
  }

  private Future<Void> swap(CardTable fresh, Optional<Proof> found) {
    if (found.isEmpty()) {
      return Future.failedFuture("the status log changed its history while it was loaded");
    }
    synchronized (this) {
      table.become(fresh);
      proof = found.get();
      source = Freshness.LOG;
      astray = false;
      tellWaiters();
    }
    LOG.info("card table loaded at {}", fresh.position().orElseThrow());
    return Future.succeededFuture();
  }

  /**
   * Reads pages until the head and answers the question that proved it; empty when the log does not
   * lead on from the table's position.
   */
  private Future<Optional<Proof>> advance(CardTable target) {
    Position from = target.position().orElseThrow();
    Proof asked = new Proof(nanos.getAsLong(), clock.instant());
    return log.after(from.epoch(), from.seq(), PAGE)
        .timeout(PAGE_SECONDS, TimeUnit.SECONDS)
        .compose(page -> take(target, from, page, asked));
  }

  private Future<Optional<Proof>> take(
      CardTable target, Position from, StatusLog.Page page, Proof asked) {
    if (!page.leadsOnFrom(from) || !applyNew(target, page)) {
      return Future.succeededFuture(Optional.empty());
    }
    boolean complete = page.changes().size() < PAGE;
    return complete ? Future.succeededFuture(Optional.of(asked)) : advance(target);
  }

  /**
   * Applies what the table has not got yet. The stream may have moved it on since the question; it
   * must have taken the same way.
   */
  private synchronized boolean applyNew(CardTable target, StatusLog.Page page) {
    for (StatusChange change : page.changes()) {
      Position mine = target.position().orElseThrow();
      if (change.position().seq() > mine.seq()) {
        apply(target, change);
        source = target == table ? Freshness.LOG : source;
      } else if (change.position().seq() == mine.seq() && !change.position().equals(mine)) {
        return false;
      }
    }
    tellWaiters();
    return true;
  }

  private static boolean isOld(StatusChange change, Position mine) {
    Position its = change.position();
    return its.epoch() == mine.epoch() && its.seq() <= mine.seq();
  }

  private static void apply(CardTable target, StatusChange change) {
    target.put(change.index(), change.word().bits());
    target.publish(change.position());
  }

  private boolean reached(long rev) {
    return table.position().map(p -> p.seq() >= rev).orElse(false);
  }

  private void tellWaiters() {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (reached(waiter.rev)) {
        all.remove();
        vertx.runOnContext(now -> waiter.reached.tryComplete(true));
      }
    }
  }

  private void giveUp(Waiter waiter) {
    synchronized (this) {
      waiters.remove(waiter);
    }
    waiter.reached.tryComplete(false);
  }

  /** The question whose answer last proved the table complete. */
  private record Proof(long sentNanos, Instant sentAt) {}

  private record Waiter(long rev, Promise<Boolean> reached) {}
}
