package org.goldcard.status.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.goldcard.status.CardTable;
import org.goldcard.status.Leadership;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the log records to the carrier, on the one node that leads. No commit ever waits for
 * it.
 *
 * <p>Every tick asks anew whether this node still leads and what the carrier holds; between ticks a
 * commit is brought over from the position of the last round. The log says whether it leads on from
 * there, and if it does not (wiped, failed over, restored from an old copy, another epoch) the
 * carrier is rebuilt from the log's snapshot. Safe from any thread.
 */
public final class StatusPublisher {
  /** How often a round is made although nobody called; also how often the lead is sought. */
  public static final Duration TICK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(StatusPublisher.class);
  private static final String TASK = "status-publisher";
  private static final int BATCH = 200;
  private static final long ROUND_SECONDS = 120;
  private static final int LONGEST_PAUSE = 8;
  private static final int WAITS = 240;

  private final Vertx vertx;
  private final Leadership leadership;
  private final StatusLog log;
  private final StatusCarrier carrier;

  private Leadership.@Nullable Lead lead;
  private @Nullable Position carried;
  private boolean ask;
  private boolean busy;
  private boolean again;
  private boolean stopped;
  private int failures;
  private int pause;
  private long timer = -1;

  /** A publisher that has not started. */
  public StatusPublisher(Vertx vertx, Leadership leadership, StatusLog log, StatusCarrier carrier) {
    this.vertx = vertx;
    this.leadership = leadership;
    this.log = log;
    this.carrier = carrier;
  }

  /** Starts seeking the lead and publishing while it has it; never fails for a missing carrier. */
  public Future<Void> start() {
    synchronized (this) {
      timer = vertx.setPeriodic(TICK.toMillis(), id -> tick());
    }
    tick();
    return log.onCommit(this::commit);
  }

  /** Stops and gives the lead up. */
  public Future<Void> stop() {
    Leadership.Lead held;
    synchronized (this) {
      stopped = true;
      vertx.cancelTimer(timer);
      held = lead;
      lead = null;
    }
    return held == null ? Future.succeededFuture() : held.release();
  }

  /**
   * Has the carrier rebuilt from the log, on command, by a publisher that was not started: itself
   * where nobody leads, else by making the carrier forget, which the leader answers with a rebuild.
   * Answers the position the carrier then holds; fails when it holds none in time.
   */
  public Future<Position> rebuildNow() {
    return leadership.seek(TASK).compose(this::rebuildOrAsk).compose(done -> awaitHeld(WAITS));
  }

  private Future<Void> rebuildOrAsk(Optional<Leadership.Lead> grant) {
    if (grant.isEmpty()) {
      return carrier.forget();
    }
    return rebuild(grant.get().term()).eventually(grant.get()::release);
  }

  private Future<Position> awaitHeld(int left) {
    return carrier.held().compose(at -> at.isPresent() ? now(at.get()) : waitHeld(left));
  }

  private Future<Position> waitHeld(int left) {
    return left == 0
        ? Future.failedFuture("the status carrier was not rebuilt in time")
        : vertx.timer(TICK.toMillis()).compose(rung -> awaitHeld(left - 1));
  }

  private static Future<Position> now(Position position) {
    return Future.succeededFuture(position);
  }

  /** Whether this node publishes at the moment. */
  public synchronized boolean leads() {
    return lead != null;
  }

  /** One tick; after failures only every few ticks, up to {@link #LONGEST_PAUSE}. */
  private void tick() {
    synchronized (this) {
      if (pause > 0) {
        pause--;
        return;
      }
      ask = true;
    }
    begin();
  }

  private void commit() {
    synchronized (this) {
      if (lead == null || pause > 0) {
        return;
      }
    }
    begin();
  }

  private void begin() {
    synchronized (this) {
      if (busy || stopped) {
        again = true;
        return;
      }
      busy = true;
      again = false;
    }
    round().timeout(ROUND_SECONDS, TimeUnit.SECONDS).onComplete(done -> end(done.cause()));
  }

  private void end(@Nullable Throwable failure) {
    boolean more;
    synchronized (this) {
      busy = false;
      more = again && failure == null;
      if (failure == null && failures > 0) {
        LOG.info("the status carrier is up to date again");
      }
      failures = failure == null ? 0 : failures + 1;
      carried = failure == null ? carried : null;
      pause = failure == null ? 0 : Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 3)) - 1;
      if (failures == 1) {
        LOG.warn("the status carrier cannot be brought up to date, trying again", failure);
      }
    }
    if (more) {
      begin();
    }
  }

  private Future<Void> round() {
    Leadership.Lead held;
    Position from;
    synchronized (this) {
      held = lead;
      from = ask ? null : carried;
      ask = false;
    }
    if (held == null) {
      return leadership.seek(TASK).compose(this::granted);
    }
    if (from != null) {
      return leadOn(held.term(), from);
    }
    return held.isHeld().compose(still -> still ? publish(held.term()) : lost(held));
  }

  private Future<Void> granted(Optional<Leadership.Lead> grant) {
    if (grant.isEmpty()) {
      return Future.succeededFuture();
    }
    synchronized (this) {
      if (stopped) {
        return grant.get().release();
      }
      lead = grant.get();
    }
    LOG.info("this node publishes the status feed, term {}", grant.get().term());
    return publish(grant.get().term());
  }

  private Future<Void> lost(Leadership.Lead held) {
    LOG.warn("this node no longer publishes the status feed");
    synchronized (this) {
      lead = null;
    }
    return held.release();
  }

  private Future<Void> publish(long term) {
    return carrier.held().compose(at -> at.isEmpty() ? rebuild(term) : leadOn(term, at.get()));
  }

  /** Leads the carrier on from a position, page by page. */
  private Future<Void> leadOn(long term, Position from) {
    return log.after(from.epoch(), from.seq(), BATCH).compose(page -> bring(term, from, page));
  }

  private Future<Void> bring(long term, Position from, StatusLog.Page page) {
    if (!page.leadsOnFrom(from)) {
      LOG.warn("the status carrier held {}, which is not the log's history", from);
      return rebuild(term);
    }
    List<StatusChange> changes = page.changes();
    if (changes.isEmpty()) {
      return reached(from);
    }
    Position wanted = changes.get(changes.size() - 1).position();
    return carrier.apply(term, from, changes).compose(at -> brought(term, wanted, at, page.head()));
  }

  private Future<Void> brought(long term, Position wanted, Optional<Position> at, Position head) {
    if (at.isEmpty()) {
      return rebuild(term);
    }
    if (!at.get().equals(wanted)) {
      return Future.failedFuture("the status carrier did not take the next changes");
    }
    return wanted.equals(head) ? reached(wanted) : leadOn(term, wanted);
  }

  private Future<Void> rebuild(long term) {
    return CardTable.load(log).compose(whole -> rebuild(term, whole));
  }

  private Future<Void> rebuild(long term, CardTable whole) {
    Position position = whole.position().orElseThrow();
    LOG.info("the status carrier is rebuilt at {}", position);
    return carrier.rebuild(term, whole).compose(done -> leadOn(term, position));
  }

  private synchronized Future<Void> reached(Position position) {
    carried = position;
    return Future.succeededFuture();
  }
}
