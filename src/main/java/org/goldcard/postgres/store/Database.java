package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.goldcard.card.StoreUnavailable;

/**
 * The connections to the primary. Everything that goes wrong outside this process becomes {@link
 * StoreUnavailable}; a statement the database finds faulty stays what it is, a bug. Safe from any
 * thread.
 */
public final class Database {
  private static final int LIMIT = Primary.LIMIT;

  private final Vertx vertx;
  private final DatabaseSettings settings;
  private final Primary primary;
  private final List<Listening> listenings = new CopyOnWriteArrayList<>();

  /** Opens nothing yet: connections are made when needed. */
  public Database(Vertx vertx, DatabaseSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.primary = new Primary(vertx, settings);
  }

  /** Closes the connections. */
  public Future<Void> close() {
    listenings.forEach(Listening::stop);
    return primary.close();
  }

  /** How many servers the address names. */
  int hosts() {
    return settings.hosts().size();
  }

  /** Whether the primary answers. */
  public Future<Void> ping() {
    return query("select 1", Tuple.tuple()).mapEmpty();
  }

  /** One statement of its own. */
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return guarded(primary.pool().compose(pool -> pool.preparedQuery(sql).execute(parameters)));
  }

  /** One transaction; commits only what is worth keeping; a refusal leaves nothing behind. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work, Predicate<T> keep) {
    return guarded(
        primary
            .pool()
            .compose(
                pool ->
                    pool.withConnection(
                        connection ->
                            Primary.quiet(connection)
                                .begin()
                                .compose(tx -> run(connection, tx, work, keep)))));
  }

  /**
   * A session of its own, outside the pool, which the server ends when it hears nothing for a few
   * patiences. It is the work's to close, unless the work fails.
   */
  public <T> Future<T> session(Function<SqlConnection, Future<T>> work) {
    String idle = Long.toString(LIMIT * settings.patience().toMillis());
    return guarded(primary.connect(Map.of("idle_session_timeout", idle)))
        .compose(
            session ->
                guarded(work.apply(session))
                    .onFailure(e -> session.close().onComplete(closed -> {})));
  }

  /** A server that stopped without a word must not leave its callers waiting. */
  public <T> Future<T> guarded(Future<T> answer) {
    long millis = LIMIT * settings.patience().toMillis();
    return answer.timeout(millis, TimeUnit.MILLISECONDS).recover(this::failed);
  }

  /** For a whole snapshot or a batch: a minute for each of its statements. */
  public <T> Future<T> longTransaction(Function<SqlConnection, Future<T>> work) {
    String patient =
        "set local statement_timeout = '60s';"
            + " set local idle_in_transaction_session_timeout = '60s'";
    return primary
        .pool()
        .compose(
            pool ->
                pool.withTransaction(
                    connection ->
                        Primary.quiet(connection)
                            .query(patient)
                            .execute()
                            .compose(set -> work.apply(connection))))
        .recover(this::failed);
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

  /**
   * Calls back with every notification on a channel, over a connection of its own that comes back
   * by itself, and whenever that was made, since something may have passed unheard.
   */
  public Future<Void> listen(String channel, Runnable listener) {
    Listening listening = new Listening(vertx, primary, channel, listener);
    listenings.add(listening);
    return listening.start();
  }

  /** SQLSTATE 25006: the server has become a standby, or was told to write no more. */
  private <T> Future<T> failed(Throwable failure) {
    if (failure instanceof PgException pg && "25006".equals(pg.getSqlState())) {
      primary.suspect();
    }
    return translated(failure);
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
