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
          + " scanned_at, synced_at, result, decision, checks)"
          + " select id, print, code, venue, point, client, at, $10, result, decision,"
          + " string_to_array(checks, ',') from unnest($1::text[], $2::text[], $3::text[],"
          + " $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],"
          + " $11::text[]) as g (id, print, code, venue, point, client, at, result, decision,"
          + " checks) on conflict (verification_id) do nothing returning verification_id";
  private static final String SELECT =
      "select s.verification_id, s.print = g.print as same, o.venue, o.checkpoint, o.scanned_at"
          + " from unnest($1::text[], $2::text[]) with ordinality as g (id, print, n)"
          + " join offline_scan s on s.verification_id = g.id"
          + " left join lateral (select p.venue, p.checkpoint, p.scanned_at from offline_scan p"
          + " where p.code_ref = s.code_ref and p.verification_id <> s.verification_id"
          + " order by p.scanned_at limit 1) o on true order by g.n";
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
        .addValue(texts(scans, s -> String.join(",", s.checks())));
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
    OffsetDateTime at = row.getOffsetDateTime("scanned_at");
    return at == null
        ? null
        : new Place(row.getString("venue"), row.getString("checkpoint"), at.toInstant());
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
