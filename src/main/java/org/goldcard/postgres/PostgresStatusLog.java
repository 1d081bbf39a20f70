package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.goldcard.card.StatusWord;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;

/** The status feed in PostgreSQL, with LISTEN for its commits. */
public final class PostgresStatusLog implements StatusLog {
  private static final String CHANNEL = "status";
  private static final String HEAD = "select epoch, seq, chain from status_head";

  private static final String PAGES =
      "select pg_relation_size('status_entry') / current_setting('block_size')::bigint";

  /**
   * A row for each of ten million entries would cost both sides more than all else: one text holds
   * those of many pages, which are found by their place without any index.
   */
  private static final String ENTRIES =
      "select string_agg(int4send(idx) || int8send(word), ''::bytea) from status_entry"
          + " where ctid >= ('(' || $1::bigint || ',0)')::tid"
          + " and ctid < ('(' || $2::bigint || ',0)')::tid";

  private static final int FETCH = 512;
  private static final int ENTRY = Integer.BYTES + Long.BYTES;

  private final Database database;

  /** The feed of a database. */
  public PostgresStatusLog(Database database) {
    this.database = database;
  }

  @Override
  public Future<Position> head() {
    return database.query(HEAD, Tuple.tuple()).map(PostgresStatusLog::onlyPosition);
  }

  /** One statement, so that head and changes are of one moment. */
  @Override
  public Future<Page> after(long epoch, long seq, int limit) {
    return database
        .query(
            "select h.epoch, h.seq, h.chain, c.seq as change_seq, c.chain as change_chain, c.kind,"
                + " c.idx, c.word, c.at from status_head h left join lateral (select * from"
                + " status_change where epoch = $1 and seq > $2 order by seq limit $3) c on true"
                + " order by c.seq",
            Tuple.of(epoch, seq, limit))
        .map(rows -> page(rows, epoch));
  }

  private static Page page(RowSet<Row> rows, long epoch) {
    List<StatusChange> changes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getLong("change_seq") != null) {
        changes.add(change(row, epoch));
      }
    }
    return new Page(onlyPosition(rows), List.copyOf(changes));
  }

  private static StatusChange change(Row row, long epoch) {
    return new StatusChange(
        new Position(epoch, row.getLong("change_seq"), hex(row.getBuffer("change_chain"))),
        StatusChange.Kind.of(row.getShort("kind")),
        row.getInteger("idx"),
        new StatusWord(row.getLong("word")),
        Rows.instant(row, "at"));
  }

  private static Position onlyPosition(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Position(row.getLong("epoch"), row.getLong("seq"), hex(row.getBuffer("chain")));
  }

  private static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }

  /** Head and entries of one moment, some hundred pages of the table at a time in memory. */
  @Override
  public Future<Position> snapshot(EntryConsumer consumer) {
    return database.longTransaction(
        connection ->
            connection
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .compose(set -> connection.query(HEAD).execute())
                .map(PostgresStatusLog::onlyPosition)
                .compose(position -> entries(connection, consumer).map(position)));
  }

  /** What this moment sees was written before, so it lies in the pages that there are now. */
  private static Future<Void> entries(SqlConnection connection, EntryConsumer consumer) {
    return connection
        .query(PAGES)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .compose(
            pages ->
                connection
                    .prepare(ENTRIES)
                    .compose(
                        statement ->
                            entries(statement, 0, pages, consumer).eventually(statement::close)));
  }

  private static Future<Void> entries(
      PreparedStatement statement, long first, long pages, EntryConsumer consumer) {
    if (first >= pages) {
      return Future.succeededFuture();
    }
    return statement
        .query()
        .execute(Tuple.of(first, first + FETCH))
        .onSuccess(rows -> unpack(rows.iterator().next().getBuffer(0), consumer))
        .compose(read -> entries(statement, first + FETCH, pages, consumer));
  }

  private static void unpack(@Nullable Buffer packed, EntryConsumer consumer) {
    int length = packed == null ? 0 : packed.length();
    for (int at = 0; packed != null && at < length; at += ENTRY) {
      consumer.accept(packed.getInt(at), new StatusWord(packed.getLong(at + Integer.BYTES)));
    }
  }

  /**
   * Entries that differ from what their card or pass row says, by index: none, unless somebody
   * wrote around the feed.
   *
   * @param limit how many at most
   */
  public Future<List<Integer>> unlikeCards(int limit) {
    return database
        .longTransaction(
            connection ->
                connection
                    .preparedQuery(
                        "select coalesce(e.idx, x.idx) as idx from status_entry e"
                            + " full join status_expected x on x.idx = e.idx"
                            + " where e.word is distinct from x.word"
                            + " or e.kind is distinct from x.kind order by 1 limit $1")
                    .execute(Tuple.of(limit)))
        .map(rows -> rows.stream().map(row -> row.getInteger("idx")).toList());
  }

  /** Also calls after each reconnection, since commits may have passed unheard. */
  @Override
  public Future<Void> onCommit(Runnable listener) {
    return database.listen(CHANNEL, listener);
  }
}
