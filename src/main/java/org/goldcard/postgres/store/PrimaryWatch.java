package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which of several servers is the primary: asks all of them every {@link #TICK}, each over a
 * connection of its own. The primary is the one that takes writes on the highest timeline ever
 * seen; one that merely does not answer stays the primary until another proves to be. Safe from any
 * thread.
 */
final class PrimaryWatch {
  /** How often every server is asked. */
  static final Duration TICK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(PrimaryWatch.class);
  private static final int UNKNOWN = -1;
  private static final int NOT_ASKED = -2;

  private final Vertx vertx;
  private final Consumer<PgConnectOptions> changed;
  private final List<Seat> seats = new ArrayList<>();
  private final Promise<Void> found = Promise.promise();
  private final long timer;
  private @Nullable Seat primary;
  private int highest;
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param changed told each new primary
   */
  PrimaryWatch(Vertx vertx, List<PgConnectOptions> hosts, Consumer<PgConnectOptions> changed) {
    this.vertx = vertx;
    this.changed = changed;
    hosts.forEach(host -> seats.add(new Seat(host)));
    this.timer = vertx.setPeriodic(1, TICK.toMillis(), id -> ask());
  }

  /** Succeeds once there was a primary; never fails. */
  Future<Void> found() {
    return found.future();
  }

  /** The highest timeline seen on any server. */
  synchronized int highest() {
    return highest;
  }

  /** Asks all servers now. */
  void ask() {
    seats.forEach(Seat::ask);
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    vertx.cancelTimer(timer);
    seats.forEach(Seat::drop);
  }

  private void answered(Seat seat, int timeline) {
    Seat now;
    synchronized (this) {
      seat.timeline = timeline;
      highest = Math.max(highest, timeline);
      now = chosen();
      if (now == null || now == primary) {
        return;
      }
      primary = now;
    }
    LOG.info("the primary is {}:{}", now.host.getHost(), now.host.getPort());
    changed.accept(now.host);
    found.tryComplete();
  }

  /**
   * The one on the highest timeline; nobody while that one does not answer, and at first until all
   * were asked, for the first to answer may be one left behind.
   */
  private @Nullable Seat chosen() {
    if (seats.stream().anyMatch(seat -> seat.timeline == NOT_ASKED)) {
      return null;
    }
    return seats.stream()
        .filter(seat -> seat.timeline > PrimaryProof.STANDBY && seat.timeline == highest)
        .findFirst()
        .orElse(null);
  }

  /** One server. */
  private final class Seat {
    private final PgConnectOptions host;
    private @Nullable SqlConnection connection;
    private @Nullable Future<SqlConnection> opening;
    private boolean asking;
    private int timeline = NOT_ASKED;

    private Seat(PgConnectOptions host) {
      this.host = host;
    }

    private void ask() {
      synchronized (PrimaryWatch.this) {
        if (asking || closed) {
          return;
        }
        asking = true;
      }
      connection()
          .compose(PrimaryProof::timeline)
          .timeout(2 * TICK.toMillis(), TimeUnit.MILLISECONDS)
          .onComplete(done -> told(done.succeeded() ? done.result() : UNKNOWN));
    }

    private void told(int answer) {
      synchronized (PrimaryWatch.this) {
        asking = false;
      }
      if (answer == UNKNOWN) {
        drop();
      }
      answered(this, answer);
    }

    /** At most one is being opened: a frozen server must not collect them. */
    private Future<SqlConnection> connection() {
      synchronized (PrimaryWatch.this) {
        if (connection != null) {
          return Future.succeededFuture(connection);
        }
        if (opening == null) {
          opening = PgConnection.connect(vertx, host).map(this::keep).onComplete(o -> opened());
        }
        return opening;
      }
    }

    private void opened() {
      synchronized (PrimaryWatch.this) {
        opening = null;
      }
    }

    private SqlConnection keep(SqlConnection fresh) {
      SqlConnection quiet = fresh.exceptionHandler(e -> LOG.debug("a watch ended", e));
      synchronized (PrimaryWatch.this) {
        connection = closed ? null : quiet;
      }
      if (closed) {
        quiet.close().onComplete(done -> {});
      }
      return quiet;
    }

    private void drop() {
      SqlConnection last;
      synchronized (PrimaryWatch.this) {
        last = connection;
        connection = null;
      }
      if (last != null) {
        last.close().onComplete(done -> {});
      }
    }
  }
}
