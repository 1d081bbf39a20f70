package org.goldcard.status.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusListener;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the card table: loads it from the log, then keeps it at the log's head by whatever comes
 * first, the carrier's stream, the word of a commit or the poll; and says how lately the table was
 * proven complete, by an answer of the log itself or by a heartbeat.
 *
 * <p>A change is applied only if it is the very next one by epoch, number and chain hash; an older
 * one is ignored, a gap is read from the log. Nothing is taken back: a log that does not own to a
 * position which this node's table, its memory or the carrier knows proves nothing, the table stays
 * and grows older until the log is found again or an operator has begun a newer epoch. Only then is
 * the table loaded anew, aside, and swapped in whole.
 *
 * <p>Safe from any thread: all writing happens under this object's lock.
 */
public final class StatusFollower {
  /** How often the log is asked although nobody called. */
  public static final Duration POLL = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
  private static final long ASK_SECONDS = 2;

  private final Vertx vertx;
  private final StatusLog log;
  private final PositionMemory memory;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final TableWriter table;
  private final LogReader reader;
  private final KeptPosition kept;
  private final Marks marks;
  private final Waiters waiters;
  private final Promise<Void> loaded = Promise.promise();

  private volatile @Nullable Proof proof;
  private volatile FeedState state = FeedState.LOADING;
  private boolean asking;
  private boolean askAgain;
  private boolean stopped;
  private long timer = -1;

  /**
   * A follower that has not started.
   *
   * @param table written by this follower alone
   * @param memory how far the log was when this node ran before
   * @param clock for the displayed moment
   * @param nanos a monotonic clock, for ages
   */
  public StatusFollower(
      Vertx vertx,
      StatusLog log,
      CardTable table,
      PositionMemory memory,
      InstantSource clock,
      LongSupplier nanos) {
    this.vertx = vertx;
    this.log = log;
    this.memory = memory;
    this.clock = clock;
    this.nanos = nanos;
    this.table = new TableWriter(table);
    this.reader = new LogReader(log, clock, nanos);
    this.kept = new KeptPosition(vertx, memory);
    this.marks = new Marks(log);
    this.waiters = new Waiters(vertx);
  }

  /**
   * Starts following and answers when the table is loaded, be the log trusted or not. While the log
   * is away it goes on trying; carrier and memory may be away from the start.
   */
  public Future<Void> start(StatusCarrier carrier) {
    return Future.join(remembered(memory.recall()), remembered(carrier.held()))
        .transform(asked -> listen(carrier));
  }

  private Future<Void> remembered(Future<Optional<Position>> answer) {
    return answer
        .timeout(ASK_SECONDS, TimeUnit.SECONDS)
        .onSuccess(known -> known.ifPresent(marks::add))
        .onFailure(e -> LOG.warn("not known from there how far the log was: {}", e.getMessage()))
        .mapEmpty();
  }

  private Future<Void> listen(StatusCarrier carrier) {
    log.onCommit(this::poll).onFailure(e -> LOG.warn("no word of commits, polling only", e));
    carrier.follow(new Heard()).onFailure(e -> LOG.warn("no stream, polling only", e));
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

  /** How fresh the table is; empty until it was proven complete once. */
  public Optional<Freshness> freshness() {
    Proof youngest = proof;
    if (youngest == null) {
      return Optional.empty();
    }
    Position at = table.position();
    return Optional.of(
        new Freshness(youngest.at(), youngest.age(nanos), youngest.source(), at.seq(), at.epoch()));
  }

  /** What can be said of the table besides. */
  public FeedState state() {
    return state;
  }

  /** Whether the table is the log's as far as is known: only then may the carrier be made so. */
  public boolean trustsLog() {
    return table.isLoaded() && state != FeedState.ANOTHER_HISTORY;
  }

  /**
   * Waits until the table has reached a revision: true as soon as it has, false when it has not
   * within {@code max}. Asks the log at once.
   */
  public Future<Boolean> awaitRev(long rev, Duration max) {
    Future<Boolean> reached;
    synchronized (this) {
      if (table.isLoaded() && table.position().seq() >= rev) {
        return Future.succeededFuture(true);
      }
      reached = waiters.await(rev, max);
    }
    poll();
    return reached;
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
    marks.denied().compose(this::round).onComplete(done -> asked(done.cause()));
  }

  private void asked(@Nullable Throwable failure) {
    boolean again;
    synchronized (this) {
      asking = false;
      again = askAgain && failure == null;
      if (failure != null && state != FeedState.ANOTHER_HISTORY) {
        say(FeedState.LOG_AWAY, String.valueOf(failure.getMessage()));
      }
    }
    if (failure == null) {
      loaded.tryComplete();
      if (trustsLog()) {
        kept.offer(table.position());
      }
    }
    if (again) {
      poll();
    }
  }

  private Future<Void> round(Optional<Position> denied) {
    return table.isLoaded()
        ? reader.advance(table, this::take).compose(found -> judge(found, denied))
        : reload(true, denied);
  }

  private Future<Void> judge(LogReader.Found found, Optional<Position> denied) {
    return switch (found.course()) {
      case LEADS_ON -> settle(found.proof(), denied);
      case NEWER_EPOCH -> reload(true, denied);
      case CUT_OFF -> trustsLog() ? reload(false, denied) : Future.succeededFuture();
      case ELSEWHERE -> settle(found.proof(), Optional.of(table.position()));
    };
  }

  private synchronized Future<Void> settle(Proof asked, Optional<Position> denied) {
    if (denied.isPresent()) {
      say(FeedState.ANOTHER_HISTORY, "the log was once at " + denied.get());
    } else {
      say(FeedState.CURRENT, table.position().toString());
      proof = asked.orYounger(proof);
    }
    return Future.succeededFuture();
  }

  /** Swaps a table loaded aside in whole, so that nothing which the log knows is missing in it. */
  private Future<Void> reload(boolean anyway, Optional<Position> denied) {
    return reader.load().compose(fresh -> swap(fresh, anyway, denied));
  }

  private synchronized Future<Void> swap(
      LogReader.Loaded fresh, boolean anyway, Optional<Position> denied) {
    if (!anyway && table.stopsMoreThan(fresh.table())) {
      return settle(fresh.proof(), Optional.of(table.position()));
    }
    table.become(fresh.table());
    tellWaiters();
    LOG.info("card table loaded at {}", table.position());
    return settle(fresh.proof(), denied);
  }

  private synchronized boolean take(TableWriter target, StatusLog.Page page) {
    boolean taken = target.applyNew(page);
    tellWaiters();
    return taken;
  }

  private void tellWaiters() {
    if (table.isLoaded()) {
      waiters.reached(table.position().seq());
    }
  }

  /** Says it when it is news. */
  private synchronized void say(FeedState now, String detail) {
    if (now == state) {
      return;
    }
    state = now;
    if (now == FeedState.CURRENT) {
      LOG.info("status: {} ({})", now.en(), detail);
    } else {
      LOG.warn("status: {} ({})", now.en(), detail);
    }
  }

  /** What the carrier says. */
  final class Heard implements StatusListener {
    @Override
    public void changed(StatusChange change) {
      synchronized (StatusFollower.this) {
        if (!table.isLoaded() || isOld(change.position())) {
          return;
        }
        if (change.follows(table.position())) {
          table.apply(change);
          tellWaiters();
          return;
        }
      }
      lookUp(change.position());
    }

    @Override
    public void alive(Heartbeat heartbeat) {
      synchronized (StatusFollower.this) {
        if (table.isLoaded() && table.passed(heartbeat.position())) {
          // A node that doubts its log does not believe another node's word for it.
          if (state != FeedState.ANOTHER_HISTORY) {
            proof = Proof.heard(heartbeat.age(), nanos, clock).orYounger(proof);
          }
          return;
        }
      }
      lookUp(heartbeat.position());
    }

    private boolean isOld(Position its) {
      Position mine = table.position();
      return its.epoch() == mine.epoch() && its.seq() <= mine.seq();
    }

    /** A gap, another epoch or another history: the log knows which, and must know the position. */
    private void lookUp(Position position) {
      marks.add(position);
      poll();
    }
  }
}
