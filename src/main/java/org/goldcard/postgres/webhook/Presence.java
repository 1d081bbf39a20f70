package org.goldcard.postgres.webhook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.postgres.store.Database;

/**
 * That a node lives, shown to the others by a lock of a session of its own, which ends with the
 * process however it ends. Its claims go over this session and so keep the server from ending it
 * for silence. Safe from any thread.
 */
final class Presence {
  /** Shared, for the session before may not have ended yet when the next one begins. */
  private static final String SHOW =
      "select pg_advisory_lock_shared(hashtextextended('webhooks ' || $1, 0))";

  private final Database database;
  private final Map<String, Future<SqlConnection>> sessions = new ConcurrentHashMap<>();

  Presence(Database database) {
    this.database = database;
  }

  /** Asks over the session of a node; whoever gets no answer begins another one next time. */
  Future<RowSet<Row>> query(String node, String sql, Tuple parameters) {
    return sessions
        .computeIfAbsent(node, this::open)
        .compose(session -> database.guarded(session.preparedQuery(sql).execute(parameters)))
        .onFailure(failure -> end(node).onComplete(ended -> {}));
  }

  private Future<SqlConnection> open(String node) {
    return database.session(
        session -> session.preparedQuery(SHOW).execute(Tuple.of(node)).map(session));
  }

  /** Ends the session of a node. */
  Future<Void> end(String node) {
    Future<SqlConnection> session = sessions.remove(node);
    return Objects.requireNonNullElseGet(session, () -> Future.<SqlConnection>failedFuture("none"))
        .compose(SqlConnection::close)
        .otherwiseEmpty();
  }
}
