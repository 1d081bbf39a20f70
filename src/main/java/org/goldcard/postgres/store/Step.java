package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import org.goldcard.card.Instruction;

/**
 * One wish being carried out in one transaction.
 *
 * @param connection with the transaction open
 * @param instruction who wishes it, why, and under which retry key
 * @param now the moment it counts as done, in whole microseconds
 */
public record Step(SqlConnection connection, Instruction instruction, Instant now) {
  /** Runs one statement in the transaction. */
  public Future<RowSet<Row>> run(String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }
}
