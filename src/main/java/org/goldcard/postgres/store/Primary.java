package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the primary, and to nobody else. Every one proves it before it is used; when
 * another server becomes the primary, all connections to the former one are closed. Safe from any
 * thread.
 */
final class Primary {
  private static final Logger LOG = LoggerFactory.getLogger(Primary.class);

  /** How many patiences a call takes at most: its statements wait one each. */
  static final int LIMIT = 3;

  /** Seconds after which a silent connection is closed: more than a long statement takes. */
  private static final int SILENCE = 75;

  /** How long what failed on one server is still answered before its connections are closed. */
  private static final long GRACE_MILLIS = 500;

  private final Vertx vertx;
  private final DatabaseSettings settings;
  private final @Nullable PrimaryWatch watch;

  /** Those that ended may be collected: nobody else tells of their end. */
  private final Set<SqlConnection> sessions =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile @Nullable Target target;
  private boolean renewing;

  Primary(Vertx vertx, DatabaseSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    List<PgConnectOptions> hosts = settings.hosts();
    if (hosts.size() == 1) {
      this.watch = null;
      this.target = new Target(hosts.get(0), pool(hosts.get(0)));
    } else {
      this.watch = new PrimaryWatch(vertx, hosts, this::moveTo);
    }
  }

  /** The pool of the primary; fails when nobody has proved to be it in time. */
  Future<Pool> pool() {
    return target().map(now -> now.pool);
  }

  private Future<Target> target() {
    Target now = target;
    if (now != null || watch == null) {
      return now == null ? noPrimary() : Future.succeededFuture(now);
    }
    return watch
        .found()
        .timeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            done -> {
              Target found = target;
              return found == null ? noPrimary() : Future.succeededFuture(found);
            });
  }

  private static <T> Future<T> noPrimary() {
    return Future.failedFuture(
        new StoreUnavailable(
            "the database has no primary", VertxException.noStackTrace("no host proved it")));
  }

  /** A connection outside the pool, proven, and closed when another server becomes the primary. */
  Future<SqlConnection> connect(Map<String, String> properties) {
    return target()
        .compose(now -> PgConnection.connect(vertx, with(now.host, properties)))
        .compose(this::prove);
  }

  private static PgConnectOptions with(PgConnectOptions host, Map<String, String> properties) {
    PgConnectOptions options = new PgConnectOptions(host);
    properties.forEach(options::addProperty);
    return options;
  }

  private Future<SqlConnection> prove(SqlConnection fresh) {
    SqlConnection quiet = quiet(fresh);
    return PrimaryProof.require(quiet, lowest())
        .map(
            proven -> {
              sessions.add(quiet);
              return quiet;
            })
        .onFailure(failure -> quiet.close().onComplete(closed -> {}));
  }

  /**
   * After a server refused to write: it has stopped being the primary, or was told to write no
   * more. Its connections are closed, and new ones must prove themselves again.
   */
  void suspect() {
    synchronized (this) {
      if (renewing) {
        return;
      }
      renewing = true;
    }
    LOG.warn("the database takes no writes; its connections are closed and proven again");
    vertx.setTimer(GRACE_MILLIS, id -> renew());
    if (watch != null) {
      watch.ask();
    }
  }

  private void renew() {
    synchronized (this) {
      renewing = false;
    }
    Target now = target;
    if (now != null) {
      moveTo(now.host);
    }
  }

  private void moveTo(PgConnectOptions host) {
    Target last;
    synchronized (this) {
      last = target;
      target = new Target(host, pool(host));
    }
    if (last != null) {
      last.pool.close().onComplete(closed -> {});
      closeSessions().onComplete(closed -> {});
    }
  }

  private Future<Void> closeSessions() {
    List<SqlConnection> all;
    synchronized (sessions) {
      all = List.copyOf(sessions);
      sessions.clear();
    }
    return Future.join(all.stream().map(SqlConnection::close).toList()).otherwiseEmpty().mapEmpty();
  }

  Future<Void> close() {
    if (watch != null) {
      watch.close();
    }
    Target last = target;
    Future<Void> pooled = last == null ? Future.succeededFuture() : last.pool.close();
    return Future.join(closeSessions(), pooled).mapEmpty();
  }

  private Pool pool(PgConnectOptions host) {
    int millis = Math.toIntExact(settings.patience().toMillis());
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(settings.queueSize())
            .setConnectionTimeout(millis)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool()
        .with(options)
        .with(sockets(millis))
        .connectingTo(host)
        .withConnectHandler(this::admit)
        .using(vertx)
        .build();
  }

  /**
   * A connection that went dead without a word is given up: after a few patiences where the kernel
   * tells, else after longer than the longest statement may take.
   */
  private static NetClientOptions sockets(int millis) {
    return new NetClientOptions()
        .setConnectTimeout(millis)
        .setTcpUserTimeout(LIMIT * millis)
        .setReadIdleTimeout(SILENCE)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private int lowest() {
    return watch == null ? 1 : watch.highest();
  }

  /** A standby must not answer: its connection ends itself, and whoever waited for it fails. */
  private void admit(SqlConnection connection) {
    quiet(connection)
        .query(PrimaryProof.endUnlessProven(lowest()))
        .execute()
        .onFailure(e -> LOG.warn("the database is a standby or gone: {}", e.getMessage()))
        .onSuccess(rows -> connection.close());
  }

  /** What ends a connection fails its statements too: no need to tell it twice, on the console. */
  static SqlConnection quiet(SqlConnection connection) {
    return connection.exceptionHandler(e -> LOG.debug("a connection ended: {}", e.getMessage()));
  }

  /** A server and the pool on it. */
  private static final class Target {
    private final PgConnectOptions host;
    private final Pool pool;

    private Target(PgConnectOptions host, Pool pool) {
      this.host = host;
      this.pool = pool;
    }
  }
}
