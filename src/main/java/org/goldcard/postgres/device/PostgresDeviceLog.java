package org.goldcard.postgres.device;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.venues.device.DeviceLog;
import org.goldcard.venues.device.Heartbeat;
import org.jspecify.annotations.Nullable;

/** The last heartbeat of each device, a row in PostgreSQL. */
public final class PostgresDeviceLog implements DeviceLog {
  private static final String WRITE =
      "insert into device_seen as d (client, venue, checkpoint, seen_at, list_age, list_rev,"
          + " app_version, skew_ms, queued, battery) select * from unnest($1::text[], $2::text[],"
          + " $3::text[], $4::timestamptz[], $5::integer[], $6::bigint[], $7::text[],"
          + " $8::integer[], $9::integer[], $10::smallint[]) on conflict (client) do update set"
          + " venue = excluded.venue, checkpoint = excluded.checkpoint,"
          + " seen_at = excluded.seen_at, list_age = excluded.list_age,"
          + " list_rev = excluded.list_rev, app_version = excluded.app_version,"
          + " skew_ms = excluded.skew_ms, queued = excluded.queued, battery = excluded.battery"
          + " where excluded.seen_at >= d.seen_at + make_interval(secs => $11)";

  private final Database database;

  /** The devices of a database. */
  public PostgresDeviceLog(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> write(List<Heartbeat> all) {
    return database
        .query(
            WRITE,
            Tuple.tuple()
                .addValue(column(all, Heartbeat::client, String[]::new))
                .addValue(column(all, Heartbeat::venue, String[]::new))
                .addValue(column(all, Heartbeat::checkpoint, String[]::new))
                .addValue(column(all, h -> Rows.time(h.at()), OffsetDateTime[]::new))
                .addValue(column(all, h -> seconds(h.state().listAge()), Integer[]::new))
                .addValue(column(all, h -> h.state().listRev(), Long[]::new))
                .addValue(column(all, h -> h.state().appVersion(), String[]::new))
                .addValue(column(all, h -> bounded(h.skew().toMillis()), Integer[]::new))
                .addValue(column(all, h -> h.state().queued(), Integer[]::new))
                .addValue(column(all, h -> battery(h.state().battery()), Short[]::new))
                .addDouble((double) EVERY.toSeconds()))
        .mapEmpty();
  }

  private static <T> @Nullable T[] column(
      List<Heartbeat> all,
      Function<Heartbeat, ? extends @Nullable T> value,
      IntFunction<@Nullable T[]> array) {
    return all.stream().map(value).toArray(array);
  }

  private static @Nullable Integer seconds(@Nullable Duration age) {
    return age == null ? null : bounded(age.toSeconds());
  }

  private static @Nullable Short battery(@Nullable Integer percent) {
    return percent == null ? null : percent.shortValue();
  }

  private static int bounded(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  @Override
  public Future<List<Heartbeat>> all() {
    return database
        .query("select * from device_seen order by client", Tuple.tuple())
        .map(rows -> rows.stream().map(PostgresDeviceLog::heartbeat).toList());
  }

  private static Heartbeat heartbeat(Row row) {
    Integer age = row.getInteger("list_age");
    Short battery = row.getShort("battery");
    return new Heartbeat(
        row.getString("client"),
        row.getString("venue"),
        row.getString("checkpoint"),
        Rows.instant(row, "seen_at"),
        new Heartbeat.State(
            age == null ? null : Duration.ofSeconds(age),
            row.getLong("list_rev"),
            row.getString("app_version"),
            row.getInteger("queued"),
            battery == null ? null : battery.intValue()),
        Duration.ofMillis(row.getInteger("skew_ms")));
  }
}
