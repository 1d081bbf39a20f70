package org.goldcard.postgres.scans;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.verifying.offline.OfflineScans;
import org.jspecify.annotations.Nullable;

/** Scans judged without a network, in PostgreSQL. They are filed one request after the other. */
public final class PostgresOfflineScans implements OfflineScans {
  private static final String WORDS =
      "select coalesce(c.word, 0) as word from unnest($1::int[], $2::timestamptz[]) with ordinality"
          + " as q (idx, at, n) left join lateral (select s.word from status_change s"
          + " where s.idx = q.idx and s.at <= q.at order by s.epoch desc, s.seq desc limit 1) c"
          + " on true order by q.n";
  private static final String INSERT =
      "insert into offline_scan (verification_id, print, code_ref, venue, checkpoint, client,"
          + " scanned_at, synced_at, result, decision, checks, nonce_refs)"
          + " select id, print, code, venue, point, client, at, $10, result, decision,"
          + " string_to_array(checks, ','), string_to_array(refs, ',') from unnest($1::text[],"
          + " $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],"
          + " $8::text[], $9::text[], $11::text[], $12::text[]) as g (id, print, code, venue,"
          + " point, client, at, result, decision, checks, refs)"
          + " on conflict (verification_id) do nothing returning verification_id";
  private static final String OWN =
      "with own as (select g.n, s.print = g.print as same, s.verification_id as id, s.venue,"
          + " s.checkpoint as point, s.scanned_at as at, s.code_ref, s.nonce_refs"
          + " from unnest($1::text[], $2::text[]) with ordinality as g (id, print, n)"
          + " join offline_scan s on s.verification_id = g.id), ";
  private static final String PAIRS =
      "pairs as (select s.n, s.id, s.venue, s.point, s.at, o.id as o_id, o.venue as o_venue,"
          + " o.point as o_point, o.at as o_at, (s.at, s.id) < (o.at, o.id) as earlier from own s"
          + " join lateral (select p.verification_id as id, p.venue, p.checkpoint as point,"
          + " p.scanned_at as at from offline_scan p where p.code_ref = s.code_ref"
          + " union all select u.id, u.venue, u.point, u.at"
          + " from scan_uses(s.nonce_refs, s.at) u where s.nonce_refs <> '{}') o"
          + " on o.id <> s.id), ";
  private static final String KEPT =
      "kept as (insert into scan_conflict (first_id, first_at, first_venue, first_point, second_id,"
          + " second_at, second_venue, second_point) select distinct"
          + " case when earlier then id else o_id end, least(at, o_at),"
          + " case when earlier then venue else o_venue end,"
          + " case when earlier then point else o_point end,"
          + " case when earlier then o_id else id end, greatest(at, o_at),"
          + " case when earlier then o_venue else venue end,"
          + " case when earlier then o_point else point end"
          + " from pairs on conflict do nothing) ";
  private static final String SELECT =
      OWN
          + PAIRS
          + KEPT
          + "select s.id as verification_id, s.same, o.o_id, o.o_venue, o.o_point, o.o_at"
          + " from own s left join lateral (select * from pairs p where p.n = s.n"
          + " order by p.o_at limit 1) o on true order by s.n";
  private static final String MARK =
      "update offline_scan s set other_venue = o.venue, other_point = o.checkpoint,"
          + " other_at = o.scanned_at from offline_scan o where o.code_ref = s.code_ref"
          + " and o.verification_id <> s.verification_id and s.other_at is null"
          + " and s.code_ref = any($1::text[])";

  private final Database database;
  private final InstantSource clock;

  /** Scans in a database. */
  public PostgresOfflineScans(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public CompletionStage<List<StatusWord>> wordsAt(List<Asked> asked) {
    Integer[] indexes = asked.stream().map(Asked::index).toArray(Integer[]::new);
    OffsetDateTime[] moments =
        asked.stream().map(a -> Rows.time(a.at())).toArray(OffsetDateTime[]::new);
    return database
        .query(WORDS, Tuple.tuple().addValue(indexes).addValue(moments))
        .map(PostgresOfflineScans::words)
        .toCompletionStage();
  }

  private static List<StatusWord> words(RowSet<Row> rows) {
    List<StatusWord> words = new ArrayList<>();
    rows.forEach(row -> words.add(new StatusWord(row.getLong("word"))));
    return words;
  }

  @Override
  public CompletionStage<List<Filed>> file(List<Queued> scans) {
    return database
        .transaction(connection -> file(connection, scans), filed -> true)
        .toCompletionStage();
  }

  private Future<List<Filed>> file(SqlConnection connection, List<Queued> scans) {
    String[] ids = texts(scans, Queued::verificationId);
    String[] prints = texts(scans, Queued::print);
    String[] codes = texts(scans, Queued::codeRef);
    return connection
        .query("select pg_advisory_xact_lock(hashtextextended('offline_scan', 0))")
        .execute()
        .compose(locked -> connection.preparedQuery(INSERT).execute(tuple(scans)))
        .compose(
            rows ->
                connection
                    .preparedQuery(MARK)
                    .execute(Tuple.tuple().addValue(codes))
                    .compose(
                        m ->
                            connection
                                .preparedQuery(SELECT)
                                .execute(Tuple.tuple().addValue(ids).addValue(prints)))
                    .map(found -> filed(found, ids(rows))));
  }

  private Tuple tuple(List<Queued> scans) {
    OffsetDateTime[] moments =
        scans.stream().map(s -> Rows.time(s.at())).toArray(OffsetDateTime[]::new);
    return Tuple.tuple()
        .addValue(texts(scans, Queued::verificationId))
        .addValue(texts(scans, Queued::print))
        .addValue(texts(scans, Queued::codeRef))
        .addValue(texts(scans, s -> s.scanner().venueId()))
        .addValue(texts(scans, s -> s.scanner().checkpoint()))
        .addValue(texts(scans, s -> s.scanner().clientId()))
        .addValue(moments)
        .addValue(texts(scans, Queued::result))
        .addValue(texts(scans, Queued::decision))
        .addValue(Rows.time(clock.instant()))
        .addValue(texts(scans, s -> String.join(",", s.checks())))
        .addValue(texts(scans, s -> String.join(",", s.nonceRefs())));
  }

  private static Set<String> ids(RowSet<Row> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  private static List<Filed> filed(RowSet<Row> rows, Set<String> fresh) {
    List<Filed> filed = new ArrayList<>();
    for (Row row : rows) {
      boolean known = !fresh.contains(row.getString("verification_id"));
      filed.add(new Filed(known, row.getBoolean("same"), other(row)));
    }
    return filed;
  }

  private static @Nullable Place other(Row row) {
    OffsetDateTime at = row.getOffsetDateTime("o_at");
    return at == null
        ? null
        : new Place(
            row.getString("o_id"),
            row.getString("o_venue"),
            row.getString("o_point"),
            at.toInstant());
  }

  private static String[] texts(List<Queued> scans, Text text) {
    return scans.stream().map(text::of).toArray(String[]::new);
  }

  /** One column of a scan. */
  @FunctionalInterface
  private interface Text {
    @Nullable String of(Queued scan);
  }
}
