package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;

/**
 * How a server proves to be the primary. Each promotion begins a new timeline, so of two servers
 * that both take writes the one on the lower timeline was left behind, however healthy it looks.
 */
final class PrimaryProof {
  /** The timeline of a server that takes no writes. */
  static final int STANDBY = 0;

  private static final String TIMELINE =
      "case when pg_is_in_recovery() then 0 else"
          + " ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end";

  private PrimaryProof() {}

  /** The timeline a server writes on; {@link #STANDBY} when it writes none. */
  static Future<Integer> timeline(SqlClient connection) {
    return connection
        .query("select " + TIMELINE + " as timeline")
        .execute()
        .map(PrimaryProof::read);
  }

  private static Integer read(RowSet<Row> rows) {
    return rows.iterator().next().getInteger("timeline");
  }

  /** Fails unless the server writes on a timeline, and on none lower than one seen before. */
  static Future<Void> require(SqlClient connection, int lowest) {
    return timeline(connection)
        .compose(
            timeline ->
                timeline < Math.max(1, lowest)
                    ? Future.failedFuture(
                        VertxException.noStackTrace("a standby, or a primary left behind"))
                    : Future.succeededFuture());
  }

  /** The statement by which a server that fails the proof ends the connection itself. */
  static String endUnlessProven(int lowest) {
    return "select pg_terminate_backend(pg_backend_pid()) where "
        + TIMELINE
        + " < "
        + Math.max(1, lowest);
  }
}
