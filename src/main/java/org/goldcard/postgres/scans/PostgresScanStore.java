package org.goldcard.postgres.scans;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.card.Validity;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.records.CardReferences;
import org.goldcard.records.KeepRecords;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;

/** The records in PostgreSQL, one partition a month. */
public final class PostgresScanStore implements ScanStore {
  /** How many months ahead of the present one are made ready. */
  private static final int AHEAD = 2;

  /** How many scans without a network become counts at once. */
  private static final int FOLDED = 20_000;

  private static final String INSERT =
      "with given as (select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[],"
          + " $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[],"
          + " $11::bigint[], $12::integer[], $13::text[], $14::text[], $15::text[], $16::text[],"
          + " $17::timestamptz[], $18::text[]) as r (id, at, venue, point, client, result, admit,"
          + " item, shown, flags, rev, age, reference, first_id, first_venue, first_point, first_at,"
          + " nonce)), inside as (select * from given where at >= $19 and at < $20),"
          + " stored as (insert into scan_record select * from inside"
          + " on conflict (verification_id, scanned_at) do nothing returning 1),"
          + " conflicts as (insert into scan_conflict select first_id, first_at, first_venue,"
          + " first_point, id, at, venue, point from inside where flags & 4 <> 0"
          + " and first_id is not null on conflict do nothing),"
          + " late as (insert into scan_conflict select"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then o.verification_id else i.id end,"
          + " least(o.scanned_at, i.at),"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then o.venue else i.venue end,"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then o.checkpoint else i.point end,"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then i.id else o.verification_id end,"
          + " greatest(o.scanned_at, i.at),"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then i.venue else o.venue end,"
          + " case when (o.scanned_at, o.verification_id) < (i.at, i.id) then i.point else o.checkpoint end"
          + " from inside i join offline_scan o on o.nonce_refs @> array[i.nonce]"
          + " where i.nonce is not null and o.verification_id <> i.id on conflict do nothing)"
          + " select (select count(*) from stored)::int as stored,"
          + " (select count(*) from inside)::int as inside";

  private static final String VISITS =
      "select venue, reference, count(*)::int as visits, min(scanned_at) as first_at,"
          + " (array_agg(checkpoint order by scanned_at))[1] as first_point"
          + " from scan_record where scanned_at >= $1 and scanned_at < $2"
          + " and flags & 16 <> 0 and reference is not null group by venue, reference limit $3";

  private final Database database;
  private final InstantSource clock;
  private final boolean folds;

  /** Records in a database; the clock says which months are kept. */
  public PostgresScanStore(Database database, InstantSource clock) {
    this(database, clock, true);
  }

  /**
   * The same for a node that may only add records.
   *
   * @param folds whether old ones are turned into counts here; otherwise another node does it
   */
  public PostgresScanStore(Database database, InstantSource clock, boolean folds) {
    this.database = database;
    this.clock = clock;
    this.folds = folds;
  }

  @Override
  public Future<Taken> insert(List<ScanRecord> records) {
    Instant now = clock.instant();
    Tuple all =
        RecordRows.of(records)
            .addValue(start(oldest(now)))
            .addValue(start(CardReferences.month(now).plusMonths(AHEAD + 1)));
    return database
        .query(INSERT, all)
        .map(rows -> rows.iterator().next())
        .map(row -> taken(records.size(), row));
  }

  private static Taken taken(int given, Row row) {
    int stored = row.getInteger("stored");
    int inside = row.getInteger("inside");
    return new Taken(stored, inside - stored, given - inside);
  }

  @Override
  public Future<Map<YearMonth, String>> prepare(Instant now) {
    LocalDate from = oldest(now).atDay(1);
    LocalDate to = CardReferences.month(now).plusMonths(AHEAD).atDay(1);
    return database
        .query(
            "select scan_prepare(m::date) from generate_series($1::date, $2::date,"
                + " interval '1 month') m",
            Tuple.of(from, to))
        .compose(
            made ->
                database.query(
                    "select month, encode(secret, 'hex') as secret from scan_month", Tuple.tuple()))
        .map(PostgresScanStore::secrets);
  }

  private static Map<YearMonth, String> secrets(RowSet<Row> rows) {
    Map<YearMonth, String> secrets = new HashMap<>();
    rows.forEach(
        row -> secrets.put(YearMonth.from(row.getLocalDate("month")), row.getString("secret")));
    return secrets;
  }

  @Override
  public Future<Long> fold(Instant before) {
    return folds
        ? database.longTransaction(connection -> fold(connection, Rows.time(before)))
        : Future.succeededFuture(0L);
  }

  private static Future<Long> fold(SqlConnection connection, OffsetDateTime before) {
    return connection
        .query("select pg_try_advisory_xact_lock(hashtextextended('scan_fold', 0)) as got")
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean("got")
                    ? foldDay(connection, before)
                        .compose(n -> foldOffline(connection, before).map(o -> n + o))
                        .compose(n -> close(connection, before).map(n))
                    : Future.succeededFuture(0L));
  }

  /** What scanners judged without a network, some at a time. */
  private static Future<Long> foldOffline(SqlConnection connection, OffsetDateTime before) {
    return connection
        .preparedQuery("select offline_fold($1, $2) as folded")
        .execute(Tuple.of(before, FOLDED))
        .map(rows -> rows.iterator().next().getLong("folded"));
  }

  /** The oldest day with records left, up to the moment. */
  private static Future<Long> foldDay(SqlConnection connection, OffsetDateTime before) {
    return connection
        .preparedQuery(
            "with day as (select date_trunc('day', min(scanned_at) at time zone 'Asia/Shanghai')"
                + " as begins from scan_record where scanned_at < $1),"
                + " gone as (delete from scan_record r using day where r.scanned_at < $1"
                + " and r.scanned_at < (day.begins + interval '1 day') at time zone 'Asia/Shanghai'"
                + " returning r.scanned_at, r.venue, r.item, r.result),"
                + " counted as (insert into scan_count as c (month, venue, item, result, scans)"
                + " select date_trunc('month', scanned_at at time zone 'Asia/Shanghai')::date,"
                + " venue, coalesce(item, '-'), result, count(*) from gone group by 1, 2, 3, 4"
                + " on conflict (month, venue, item, result)"
                + " do update set scans = c.scans + excluded.scans)"
                + " select count(*) as gone from gone")
        .execute(Tuple.of(before))
        .map(rows -> rows.iterator().next().getLong("gone"));
  }

  /** A month is dropped by a statement of its own: it is in use while it is looked for. */
  private static Future<Void> close(SqlConnection connection, OffsetDateTime before) {
    return connection
        .preparedQuery(
            "select m.month from scan_month m"
                + " where (m.month + interval '1 month') at time zone 'Asia/Shanghai' <= $1"
                + " and not exists (select from scan_record r where r.scanned_at"
                + " < (m.month + interval '1 month') at time zone 'Asia/Shanghai')")
        .execute(Tuple.of(before))
        .map(rows -> rows.stream().map(row -> row.getLocalDate("month")).toList())
        .compose(months -> drop(connection, months))
        .compose(
            dropped ->
                connection
                    .preparedQuery("delete from scan_conflict where second_at < $1")
                    .execute(Tuple.of(before)))
        .compose(
            forgotten ->
                connection
                    .preparedQuery("delete from scan_hour where hour < $1")
                    .execute(Tuple.of(before)))
        .mapEmpty();
  }

  private static Future<Void> drop(SqlConnection connection, List<LocalDate> months) {
    Future<Void> done = Future.succeededFuture();
    for (LocalDate month : months) {
      done =
          done.compose(
              before ->
                  connection
                      .preparedQuery("select scan_close($1)")
                      .execute(Tuple.of(month))
                      .mapEmpty());
    }
    return done;
  }

  @Override
  public Future<List<Visits>> visits(Instant from, Instant before) {
    return database
        .longTransaction(
            connection ->
                connection
                    .preparedQuery(VISITS)
                    .execute(Tuple.of(Rows.time(from), Rows.time(before), MOST_VISITS)))
        .map(rows -> rows.stream().map(PostgresScanStore::visits).toList());
  }

  private static Visits visits(Row row) {
    return new Visits(
        row.getString("venue"),
        row.getString("reference"),
        row.getInteger("visits"),
        Rows.instant(row, "first_at"),
        row.getString("first_point"));
  }

  private static YearMonth oldest(Instant now) {
    return CardReferences.month(now.minus(KeepRecords.KEPT));
  }

  private static OffsetDateTime start(YearMonth month) {
    return Rows.time(Validity.endOf(month.atDay(1).minusDays(1)));
  }
}
