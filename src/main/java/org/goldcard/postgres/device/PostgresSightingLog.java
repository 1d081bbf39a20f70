package org.goldcard.postgres.device;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.venues.device.Sighting;
import org.goldcard.venues.device.SightingLog;

/** When devices were last heard, rows in PostgreSQL. */
public final class PostgresSightingLog implements SightingLog {
  private static final Comparator<Sighting> BY_DEVICE =
      Comparator.comparing(Sighting::client).thenComparing(Sighting::checkpoint);
  private static final String WRITE =
      "insert into device_heard as d (client, checkpoint, venue, heard_at)"
          + " select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])"
          + " on conflict (client, checkpoint) do update set venue = excluded.venue,"
          + " heard_at = excluded.heard_at"
          + " where excluded.heard_at >= d.heard_at + make_interval(secs => $5)";
  private static final String READ =
      "select client, venue, checkpoint, heard_at from device_heard"
          + " where heard_at >= $1 and heard_at < $2 order by heard_at, client, checkpoint limit $3";

  private final Database database;

  /** The devices of a database. */
  public PostgresSightingLog(Database database) {
    this.database = database;
  }

  /** In one order, so that two nodes never wait for each other in a ring. */
  @Override
  public Future<Void> write(List<Sighting> sightings) {
    List<Sighting> all = sightings.stream().sorted(BY_DEVICE).toList();
    return database
        .query(
            WRITE,
            Tuple.tuple()
                .addValue(all.stream().map(Sighting::client).toArray(String[]::new))
                .addValue(all.stream().map(Sighting::checkpoint).toArray(String[]::new))
                .addValue(all.stream().map(Sighting::venue).toArray(String[]::new))
                .addValue(
                    all.stream().map(one -> Rows.time(one.at())).toArray(OffsetDateTime[]::new))
                .addDouble((double) EVERY.toSeconds()))
        .mapEmpty();
  }

  @Override
  public Future<List<Sighting>> lastHeard(Instant from, Instant before) {
    return database
        .query(READ, Tuple.of(Rows.time(from), Rows.time(before), MOST))
        .map(rows -> rows.stream().map(PostgresSightingLog::sighting).toList());
  }

  private static Sighting sighting(Row row) {
    return new Sighting(
        row.getString("client"),
        row.getString("venue"),
        row.getString("checkpoint"),
        Rows.instant(row, "heard_at"));
  }
}
