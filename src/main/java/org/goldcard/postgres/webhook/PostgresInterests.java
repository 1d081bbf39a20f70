package org.goldcard.postgres.webhook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.event.Interests;
import org.goldcard.postgres.store.Database;

/** Which holders concern which clients, in PostgreSQL. */
public final class PostgresInterests implements Interests {
  private final Database database;

  /** The interests of a database. */
  public PostgresInterests(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> note(List<Interest> interests) {
    String[] clients = interests.stream().map(Interest::clientId).toArray(String[]::new);
    String[] holders = interests.stream().map(Interest::holder).toArray(String[]::new);
    return database
        .query("select note_interests($1, $2)", Tuple.tuple().addValue(clients).addValue(holders))
        .mapEmpty();
  }

  @Override
  public Future<Set<String>> known(String clientId, Set<String> holders) {
    return database
        .query(
            "select holder from card_interest where client_id = $1 and holder = any($2::text[])"
                + " and seen_on >= current_date - $3::int",
            Tuple.of(clientId).addArrayOfString(holders.toArray(String[]::new)).addInteger(DAYS))
        .map(PostgresCardChanges::texts);
  }

  @Override
  public Future<Integer> forgetOld() {
    return database
        .query("delete from card_interest where seen_on < current_date - $1::int", Tuple.of(DAYS))
        .map(rows -> rows.rowCount());
  }
}
