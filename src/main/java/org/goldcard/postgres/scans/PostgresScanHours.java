package org.goldcard.postgres.scans;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;

/** The hours that a trigger counts as scans are recorded. */
public final class PostgresScanHours implements ScanHours {
  private static final String READ =
      "select hour, client, checkpoint, venue, passed, refused, degraded from scan_hour"
          + " where hour >= $1 and hour < $2 and ($3::text is null or client = $3)"
          + " and ($4::text is null or venue = $4) order by hour desc, client, checkpoint limit $5";

  private final Database database;

  /** The hours of a database. */
  public PostgresScanHours(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Hour>> read(Wish wish) {
    return database
        .query(
            READ,
            Tuple.tuple()
                .addOffsetDateTime(Rows.time(wish.from()))
                .addOffsetDateTime(Rows.time(wish.before()))
                .addString(wish.client())
                .addString(wish.venue())
                .addInteger(MOST))
        .map(rows -> rows.stream().map(PostgresScanHours::hour).toList());
  }

  private static Hour hour(Row row) {
    return new Hour(
        Rows.instant(row, "hour"),
        new ScanRecord.Place(
            row.getString("venue"), row.getString("checkpoint"), row.getString("client")),
        row.getLong("passed"),
        row.getLong("refused"),
        row.getLong("degraded"));
  }
}
