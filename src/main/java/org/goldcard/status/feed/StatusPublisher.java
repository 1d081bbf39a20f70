package org.goldcard.status.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.goldcard.status.Leadership;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the log records to the carrier, on the one node that leads. No commit ever waits for
 * it.
 *
 * <p>Every tick asks anew whether this node still leads and what the carrier holds; between ticks a
 * commit is brought over from the position of the last round. A carrier that holds nothing (wiped,
 * or tampered with), an older copy whose way on is no longer recorded, or an older epoch is rebuilt
 * from the log's snapshot. One that holds what the log never was at is left as it is: the log may
 * be a restored copy. Each second a heartbeat is sent. Safe from any thread.
 */
public final class StatusPublisher {
  /** How often a round is made although nobody called; also how often the lead is sought. */
  public static final Duration TICK = Duration.ofMillis(500);

  /** Each how many ticks a heartbeat is sent. */
  private static final int BEAT = 2;

  private static final Logger LOG = LoggerFactory.getLogger(StatusPublisher.class);
  private static final String TASK = "status-publisher";
  private static final long ROUND_SECONDS = 120;
  private static final int LONGEST_PAUSE = 8;
  private static final int WAITS = 240;

  private final Vertx vertx;
  private final Leadership leadership;
  private final StatusLog log;
  private final StatusCarrier carrier;
  private final Courier courier;

  private Leadership.@Nullable Lead lead;
  private boolean ask;
  private boolean busy;
  private boolean again;
  private boolean stopped;
  private int failures;
  private int pause;
  private int ticks;
  private long timer = -1;

  /**
   * A publisher that has not started.
   *
   * @param trusted whether this node knows of nothing that the log lacks; while it does, the
   *     carrier is left as it is
   */
  public StatusPublisher(
      Vertx vertx,
      Leadership leadership,
      StatusLog log,
      StatusCarrier carrier,
      BooleanSupplier trusted) {
    this.vertx = vertx;
    this.leadership = leadership;
    this.log = log;
    this.carrier = carrier;
    this.courier = new Courier(log, carrier, trusted);
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
   * Answers the position the carrier then holds; fails when it holds none in time, or knows what
   * the log lacks.
   */
  public Future<Position> rebuildNow() {
    return carrier
        .held()
        .compose(at -> at.isEmpty() ? Future.succeededFuture() : refuseToForget(at.get()))
        .compose(fit -> leadership.seek(TASK))
        .compose(this::rebuildOrAsk)
        .compose(done -> awaitHeld(WAITS));
  }

  private Future<Void> refuseToForget(Position held) {
    return log.after(held.epoch(), held.seq(), 1)
        .compose(
            page ->
                page.from(held) == StatusLog.Course.ELSEWHERE
                    ? Future.failedFuture(new UnconfirmedRestore(held, page.head()))
                    : Future.succeededFuture());
  }

  /** How often this node has rebuilt the carrier. */
  public long rebuilds() {
    return courier.rebuilds();
  }

  private Future<Void> rebuildOrAsk(Optional<Leadership.Lead> grant) {
    if (grant.isEmpty()) {
      return carrier.forget();
    }
    return courier.rebuild(grant.get().term()).eventually(grant.get()::release).mapEmpty();
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

  /** How many rounds in a row have failed. */
  synchronized int failures() {
    return failures;
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
      pause = failure == null ? 0 : Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 3)) - 1;
      if (failures == 1) {
        LOG.warn("the status carrier cannot be brought up to date, trying again", failure);
      }
    }
    if (failure != null) {
      courier.lostTrack();
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
      from = ask ? null : courier.carried();
      ask = false;
    }
    if (held == null) {
      return leadership.seek(TASK).compose(this::granted);
    }
    if (from != null) {
      return courier.leadOn(held.term(), from).mapEmpty();
    }
    return held.isHeld().compose(still -> still ? publishOrBeat(held.term()) : lost(held));
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
    return publishOrBeat(grant.get().term());
  }

  /**
   * Publishes, with a heartbeat around it when one is due: it must be begun before the log is read.
   */
  private Future<Void> publishOrBeat(long term) {
    boolean due;
    synchronized (this) {
      due = ticks++ % BEAT == 0;
    }
    return due
        ? carrier.beat(term, () -> courier.publish(term)).mapEmpty()
        : courier.publish(term).mapEmpty();
  }

  private Future<Void> lost(Leadership.Lead held) {
    LOG.warn("this node no longer publishes the status feed");
    synchronized (this) {
      lead = null;
    }
    return held.release();
  }
}
