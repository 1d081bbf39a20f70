package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.goldcard.card.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the primary. Everything that goes wrong outside this process becomes {@link
 * StoreUnavailable}; a statement the database finds faulty stays what it is, a bug. Safe from any
 * thread.
 */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final long RECONNECT_MILLIS = 100;

  /** How many patiences a call takes at most: its statements wait one each. */
  private static final int LIMIT = 3;

  /** Seconds after which a silent connection is closed: more than a long statement takes. */
  private static final int SILENCE = 75;

  private final Vertx vertx;
  private final DatabaseSettings settings;
  private final Pool pool;
  private final List<PgSubscriber> subscribers = new CopyOnWriteArrayList<>();

  /** Opens nothing yet: connections are made when needed. */
  public Database(Vertx vertx, DatabaseSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    int millis = Math.toIntExact(settings.patience().toMillis());
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(settings.queueSize())
            .setConnectionTimeout(millis)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    this.pool =
        PgBuilder.pool()
            .with(options)
            .with(sockets(millis))
            .connectingTo(settings.connectOptions())
            .withConnectHandler(Database::admitPrimary)
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

  /** Closes the connections. */
  public Future<Void> close() {
    List<Future<Void>> all = new ArrayList<>(List.of(pool.close()));
    subscribers.forEach(s -> all.add(s.close()));
    return Future.join(all).mapEmpty();
  }

  /** Whether the primary answers. */
  public Future<Void> ping() {
    return query("select 1", Tuple.tuple()).mapEmpty();
  }

  /** One statement of its own. */
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return guarded(pool.preparedQuery(sql).execute(parameters));
  }

  /** One transaction; commits only what is worth keeping; a refusal leaves nothing behind. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work, Predicate<T> keep) {
    return guarded(
        pool.withConnection(
            connection ->
                quiet(connection).begin().compose(tx -> run(connection, tx, work, keep))));
  }

  /** What ends a connection fails its statements too: no need to tell it twice, on the console. */
  private static SqlConnection quiet(SqlConnection connection) {
    return connection.exceptionHandler(e -> LOG.debug("a connection ended: {}", e.getMessage()));
  }

  /**
   * A session of its own, outside the pool, which the server ends when it hears nothing for a few
   * patiences. It is the work's to close, unless the work fails.
   */
  public <T> Future<T> session(Function<SqlConnection, Future<T>> work) {
    long idle = LIMIT * settings.patience().toMillis();
    PgConnectOptions options =
        settings.connectOptions().addProperty("idle_session_timeout", Long.toString(idle));
    return guarded(PgConnection.connect(vertx, options))
        .compose(
            session ->
                guarded(primary(quiet(session)).compose(proven -> work.apply(session)))
                    .onFailure(e -> session.close().onComplete(closed -> {})));
  }

  private static Future<Void> primary(SqlConnection session) {
    return session
        .query("select pg_is_in_recovery() as standby")
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean("standby")
                    ? Future.failedFuture(VertxException.noStackTrace("a standby"))
                    : Future.succeededFuture());
  }

  /** A server that stopped without a word must not leave its callers waiting. */
  public <T> Future<T> guarded(Future<T> answer) {
    long millis = LIMIT * settings.patience().toMillis();
    return answer.timeout(millis, TimeUnit.MILLISECONDS).recover(Database::translated);
  }

  /** For a whole snapshot or a batch: a minute for each of its statements. */
  public <T> Future<T> longTransaction(Function<SqlConnection, Future<T>> work) {
    String patient =
        "set local statement_timeout = '60s';"
            + " set local idle_in_transaction_session_timeout = '60s'";
    return pool.withTransaction(
            connection ->
                quiet(connection).query(patient).execute().compose(set -> work.apply(connection)))
        .recover(Database::translated);
  }

  private static <T> Future<T> run(
      SqlConnection connection,
      Transaction tx,
      Function<SqlConnection, Future<T>> work,
      Predicate<T> keep) {
    return attempt(connection, work)
        .compose(
            result -> (keep.test(result) ? tx.commit() : tx.rollback()).map(result),
            failure -> tx.rollback().transform(done -> Future.failedFuture(failure)));
  }

  private static <T> Future<T> attempt(
      SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    try {
      return work.apply(connection);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** A connection of its own that reconnects by itself, for notifications. */
  public PgSubscriber subscriber() {
    PgSubscriber subscriber =
        PgSubscriber.subscriber(vertx, settings.connectOptions())
            .reconnectPolicy(attempt -> RECONNECT_MILLIS);
    subscribers.add(subscriber);
    return subscriber;
  }

  /** A standby must not answer: its connection ends itself, and whoever waited for it fails. */
  private static void admitPrimary(SqlConnection connection) {
    String endUnlessPrimary =
        "select pg_terminate_backend(pg_backend_pid()) where pg_is_in_recovery()";
    quiet(connection)
        .query(endUnlessPrimary)
        .execute()
        .onFailure(e -> LOG.warn("the database is a standby or gone: {}", e.getMessage()))
        .onSuccess(rows -> connection.close());
  }

  static <T> Future<T> translated(Throwable failure) {
    return Future.failedFuture(isBug(failure) ? failure : unavailable(failure));
  }

  private static StoreUnavailable unavailable(Throwable failure) {
    return failure instanceof StoreUnavailable known
        ? known
        : new StoreUnavailable("the database cannot be reached or is too slow", failure);
  }

  /** SQLSTATE classes 22 data, 23 constraint, 42 syntax or access, P0 PL/pgSQL. */
  private static boolean isBug(Throwable failure) {
    if (failure instanceof PgException pg) {
      String state = String.valueOf(pg.getSqlState());
      return state.startsWith("22")
          || state.startsWith("23")
          || state.startsWith("42")
          || state.startsWith("P0");
    }
    return failure instanceof RuntimeException && !(failure instanceof VertxException);
  }
}
