package org.goldcard.postgres.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.session.SessionStore;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;

/** Signed-in browsers on PostgreSQL: one read each time, a write when a cookie is replaced. */
public final class PostgresSessionStore implements SessionStore {
  private static final String FIND =
      "select talent_id, channel, ends_at, rotated_at, former_end, token = $1 as current,"
          + " next_token is not distinct from $1 as next from holder_session"
          + " where (token = $1 or next_token = $1 or former = $1) and ends_at > $2";
  private static final String FOLLOW =
      "update holder_session set next_token = $2, next_at = $3 where token = $1"
          + " and (next_token is null or next_at <= $4)";
  private static final String TAKE_OVER =
      "update holder_session set former = token, former_end = $2, token = next_token,"
          + " next_token = null, rotated_at = $3 where next_token = $1";
  private static final String STOLEN = "delete from holder_session where former = $1";
  private static final String END =
      "delete from holder_session where token = $1 or next_token = $1 or former = $1";

  private final Database database;

  /** Browsers in a database. */
  public PostgresSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<SignedIn>> find(String shown, String fresh, Instant now) {
    return database
        .query(FIND, Tuple.of(shown, Rows.time(now)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : found(rows.iterator().next(), shown, fresh, now));
  }

  private Future<Optional<SignedIn>> found(Row row, String shown, String fresh, Instant now) {
    if (row.getBoolean("current")) {
      boolean due = !Rows.instant(row, "rotated_at").plus(ROTATION).isAfter(now);
      return due
          ? follow(shown, fresh, now).map(given -> signedIn(row, given))
          : Future.succeededFuture(signedIn(row, false));
    }
    if (row.getBoolean("next")) {
      return write(TAKE_OVER, Tuple.of(shown, Rows.time(now.plus(GRACE)), Rows.time(now)))
          .map(done -> signedIn(row, false));
    }
    return Rows.instant(row, "former_end").isAfter(now)
        ? Future.succeededFuture(signedIn(row, false))
        : write(STOLEN, Tuple.of(shown)).map(done -> Optional.empty());
  }

  /**
   * Of requests that come at once only one is given it; a lost one is given again after a while.
   */
  private Future<Boolean> follow(String shown, String fresh, Instant now) {
    return database
        .query(FOLLOW, Tuple.of(shown, fresh, Rows.time(now), Rows.time(now.minus(GRACE))))
        .map(rows -> rows.rowCount() == 1);
  }

  private Future<Void> write(String sql, Tuple parameters) {
    return database.query(sql, parameters).mapEmpty();
  }

  private static Optional<SignedIn> signedIn(Row row, boolean follows) {
    return Optional.of(
        new SignedIn(
            row.getLong("talent_id"),
            Channel.valueOf(row.getString("channel")),
            Rows.instant(row, "ends_at"),
            follows));
  }

  @Override
  public Future<Void> end(String shown) {
    return write(END, Tuple.of(shown));
  }
}
