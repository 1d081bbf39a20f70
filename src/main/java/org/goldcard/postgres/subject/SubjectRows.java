package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.goldcard.card.StatusWord;
import org.goldcard.card.SubjectWord;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger.Wish;
import org.jspecify.annotations.Nullable;

/** Rows of subjects: read, and written with their audit rows and their places in the feed. */
final class SubjectRows {
  /** Bodies longer than this are told in the audit by their length alone. */
  private static final int MOST_AUDITED = 4000;

  private static final String WRITE =
      "insert into feed_subject as s (idx, kind, name, state, version, body, recorded_at,"
          + " changed_at) select coalesce(g.idx, nextval('subject_index_counter')::integer), $1,"
          + " g.name, g.state, g.version, g.body, $2, $2 from unnest($3::integer[], $4::text[],"
          + " $5::smallint[], $6::integer[], $7::jsonb[]) as g (idx, name, state, version, body)"
          + " on conflict (kind, name) do update set state = excluded.state,"
          + " version = excluded.version, body = excluded.body, changed_at = excluded.changed_at"
          + " returning idx, name";

  private static final String AUDIT =
      "insert into audit_entry (at, actor_kind, actor_name, reason, action, before, after)"
          + " select $1, $2, $3, $4, l.* from unnest($5::text[], $6::jsonb[], $7::jsonb[]) l";

  private SubjectRows() {}

  static List<Subject> subjects(RowSet<Row> rows) {
    return rows.stream().map(SubjectRows::subject).toList();
  }

  private static Subject subject(Row row) {
    SubjectWord word =
        SubjectWord.of(SubjectWord.State.of(row.getShort("state")), row.getInteger("version"));
    return new Subject(
        Kind.of(row.getShort("kind")),
        row.getString("name"),
        row.getInteger("idx"),
        word,
        row.getJsonObject("body").encode());
  }

  /** Writes subjects of one kind; the sequence number of the last. */
  static Future<Long> write(Step step, Kind kind, List<Planned> all) {
    return step.run(
            WRITE,
            Tuple.tuple()
                .addShort((short) kind.code())
                .addValue(Rows.time(step.now()))
                .addValue(
                    column(all, p -> p.before == null ? null : p.before.index(), Integer[]::new))
                .addValue(column(all, Planned::name, String[]::new))
                .addValue(column(all, p -> (short) p.wish.state().code(), Short[]::new))
                .addValue(column(all, Planned::version, Integer[]::new))
                .addValue(column(all, p -> new JsonObject(p.wish.body()), JsonObject[]::new)))
        .map(rows -> written(kind, all, rows))
        .compose(
            after ->
                audit(step, all, after)
                    .compose(
                        audited ->
                            Feed.record(step, after.stream().map(SubjectRows::entry).toList())));
  }

  private static List<Subject> written(Kind kind, List<Planned> all, RowSet<Row> rows) {
    Map<String, Integer> indexes = new HashMap<>();
    rows.forEach(row -> indexes.put(row.getString("name"), row.getInteger("idx")));
    List<Subject> written = new ArrayList<>();
    for (Planned one : all) {
      SubjectWord word = SubjectWord.of(one.wish.state(), one.version());
      int index = indexes.getOrDefault(one.name, -1);
      written.add(new Subject(kind, one.name, index, word, one.wish.body()));
    }
    return written;
  }

  private static Feed.Entry entry(Subject subject) {
    return new Feed.Entry(subject.kind(), subject.index(), new StatusWord(subject.word().bits()));
  }

  private static Future<Void> audit(Step step, List<Planned> all, List<Subject> after) {
    return step.run(
            AUDIT,
            Tuple.tuple()
                .addValue(Rows.time(step.now()))
                .addString(step.instruction().actor().kind().name())
                .addString(step.instruction().actor().name())
                .addString(step.instruction().reason())
                .addValue(column(all, p -> p.wish.action(), String[]::new))
                .addValue(column(all, p -> audited(p.before), JsonObject[]::new))
                .addValue(column(after, SubjectRows::audited, JsonObject[]::new)))
        .mapEmpty();
  }

  /** A long body is told by its length alone: its versions are compared where they are kept. */
  private static @Nullable JsonObject audited(@Nullable Subject subject) {
    if (subject == null) {
      return null;
    }
    SubjectWord word = subject.word();
    JsonObject told =
        new JsonObject().put("kind", subject.kind().name()).put("name", subject.name());
    told.put("state", word.state().name()).put("version", word.version());
    JsonObject what = RegistrationJson.audited(subject.body());
    return what.encode().length() > MOST_AUDITED
        ? told.put("length", subject.body().length())
        : told.put("body", what);
  }

  private static <S, T> @Nullable T[] column(
      List<S> all, Function<S, ? extends @Nullable T> value, IntFunction<@Nullable T[]> array) {
    return all.stream().map(value).toArray(array);
  }

  /**
   * One subject to be written.
   *
   * @param before what is recorded of it; null where nothing is
   */
  record Planned(String name, @Nullable Subject before, Wish wish) {
    int version() {
      return 1 + (before == null ? 0 : before.word().version());
    }

    /** Whether the wish differs from what is recorded, and may be granted. */
    boolean isNew() {
      if (before == null) {
        return true;
      }
      SubjectWord word = before.word();
      if (word.state() == SubjectWord.State.WITHDRAWN) {
        return false;
      }
      boolean same = new JsonObject(before.body()).equals(new JsonObject(wish.body()));
      return wish.anew() || word.state() != wish.state() || !same;
    }
  }
}
