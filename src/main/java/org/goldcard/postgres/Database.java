package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
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
            .with(new NetClientOptions().setConnectTimeout(millis))
            .connectingTo(settings.connectOptions())
            .withConnectHandler(Database::admitPrimary)
            .using(vertx)
            .build();
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

  Vertx vertx() {
    return vertx;
  }

  Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).recover(Database::translated);
  }

  <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return transaction(work, result -> true);
  }

  /** Commits only what is worth keeping; a refusal leaves nothing behind. */
  <T> Future<T> transaction(Function<SqlConnection, Future<T>> work, Predicate<T> keep) {
    return pool.withConnection(
            connection -> connection.begin().compose(tx -> run(connection, tx, work, keep)))
        .recover(Database::translated);
  }

  /** For a whole snapshot or a batch: a minute for each of its statements. */
  <T> Future<T> longTransaction(Function<SqlConnection, Future<T>> work) {
    String patient =
        "set local statement_timeout = '60s';"
            + " set local idle_in_transaction_session_timeout = '60s'";
    return pool.withTransaction(
            connection ->
                connection.query(patient).execute().compose(set -> work.apply(connection)))
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
  PgSubscriber subscriber() {
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
    connection
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
