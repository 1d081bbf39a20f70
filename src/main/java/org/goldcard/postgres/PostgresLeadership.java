package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.postgres.store.Database;
import org.goldcard.status.Leadership;

/**
 * Leadership by an advisory lock of a session of its own, which the server ends when it hears
 * nothing for some seconds: a node that stops or is cut off loses the lead by itself.
 */
public final class PostgresLeadership implements Leadership {
  private final Database database;

  /** Leads by sessions of a database. */
  public PostgresLeadership(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Lead>> seek(String task) {
    return database.session(session -> seek(session, task));
  }

  /** The lock first: then nobody else raises the term meanwhile. */
  private Future<Optional<Lead>> seek(SqlConnection session, String task) {
    return session
        .preparedQuery("select pg_try_advisory_lock(hashtextextended($1, 0)) as got")
        .execute(Tuple.of(task))
        .compose(
            rows ->
                rows.iterator().next().getBoolean("got")
                    ? raise(session, task).map(rise -> lead(session, rise))
                    : session.close().map(Optional.empty()));
  }

  private static Future<RowSet<Row>> raise(SqlConnection session, String task) {
    return session
        .preparedQuery(
            "insert into leadership (task, term) values ($1, 1)"
                + " on conflict (task) do update set term = leadership.term + 1 returning term")
        .execute(Tuple.of(task));
  }

  private Optional<Lead> lead(SqlConnection session, RowSet<Row> rise) {
    return Optional.of(new Held(database, session, rise.iterator().next().getLong("term")));
  }

  /** A lead, as long as its session lives. */
  private static final class Held implements Lead {
    private final Database database;
    private final SqlConnection session;
    private final long term;
    private final AtomicBoolean lost = new AtomicBoolean();

    Held(Database database, SqlConnection session, long term) {
      this.database = database;
      this.session = session;
      this.term = term;
      session.closeHandler(closed -> lost.set(true));
    }

    @Override
    public long term() {
      return term;
    }

    @Override
    public Future<Boolean> isHeld() {
      if (lost.get()) {
        return Future.succeededFuture(false);
      }
      return database
          .guarded(session.query("select 1").execute())
          .map(alive -> !lost.get())
          .otherwise(gone -> lose());
    }

    /** Whoever did not answer once may have let the lock go: never believed again. */
    private boolean lose() {
      lost.set(true);
      session.close().onComplete(closed -> {});
      return false;
    }

    @Override
    public Future<Void> release() {
      lost.set(true);
      return session.close().otherwiseEmpty();
    }
  }
}
