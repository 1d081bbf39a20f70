package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.StatusWord;
import org.goldcard.card.SubjectWord;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;
import org.jspecify.annotations.Nullable;

/** The subjects of the feed in PostgreSQL. */
public final class PostgresSubjectLedger implements SubjectLedger {
  private static final String SELECT =
      "select idx, kind, name, state, version, body from feed_subject ";

  private final Database database;
  private final InstantSource clock;

  /** The subjects of a database. */
  public PostgresSubjectLedger(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<List<Subject>> all(Collection<Kind> kinds) {
    Short[] codes = kinds.stream().map(k -> (short) k.code()).toArray(Short[]::new);
    return database
        .query(SELECT + "where kind = any($1) order by kind, name", Tuple.of(codes))
        .map(PostgresSubjectLedger::subjects);
  }

  @Override
  public Future<List<Subject>> at(Collection<Integer> indexes) {
    return database
        .query(SELECT + "where idx = any($1)", Tuple.of(indexes.toArray(Integer[]::new)))
        .map(PostgresSubjectLedger::subjects);
  }

  @Override
  public Future<Optional<Subject>> find(Kind kind, String name) {
    return database
        .query(SELECT + "where kind = $1 and name = $2", Tuple.of((short) kind.code(), name))
        .map(rows -> subjects(rows).stream().findFirst());
  }

  @Override
  public Future<Long> change(
      Kind kind,
      String name,
      Instruction instruction,
      Function<Optional<Subject>, Optional<Wish>> decide) {
    return database.transaction(
        connection -> {
          Step step =
              new Step(connection, instruction, clock.instant().truncatedTo(ChronoUnit.MICROS));
          return locked(step, kind, name)
              .compose(
                  before ->
                      decide
                          .apply(before)
                          .filter(wish -> isNew(before, wish))
                          .map(wish -> write(step, kind, name, before, wish))
                          .orElseGet(() -> Feed.record(step, List.of())));
        },
        rev -> true);
  }

  /** Also where there is no row yet two writers of one name wait for each other. */
  private static Future<Optional<Subject>> locked(Step step, Kind kind, String name) {
    return step.run(
            "select pg_advisory_xact_lock(hashtextextended('subject ' || $1, 0))",
            Tuple.of(kind.code() + " " + name))
        .compose(
            held ->
                step.run(
                    SELECT + "where kind = $1 and name = $2", Tuple.of((short) kind.code(), name)))
        .map(rows -> subjects(rows).stream().findFirst());
  }

  private static boolean isNew(Optional<Subject> before, Wish wish) {
    if (before.isEmpty()) {
      return true;
    }
    SubjectWord word = before.get().word();
    if (word.state() == SubjectWord.State.WITHDRAWN) {
      return false;
    }
    boolean same = new JsonObject(before.get().body()).equals(new JsonObject(wish.body()));
    return wish.anew() || word.state() != wish.state() || !same;
  }

  private static Future<Long> write(
      Step step, Kind kind, String name, Optional<Subject> before, Wish wish) {
    int version = 1 + before.map(s -> s.word().version()).orElse(0);
    SubjectWord word = SubjectWord.of(wish.state(), version);
    return step.run(
            "insert into feed_subject as s (idx, kind, name, state, version, body, recorded_at,"
                + " changed_at) values (coalesce($1::integer,"
                + " nextval('subject_index_counter')::integer), $2, $3, $4, $5, $6, $7, $7)"
                + " on conflict (kind, name) do update set state = $4, version = $5,"
                + " body = $6, changed_at = $7 returning idx",
            Tuple.of(
                before.map(Subject::index).orElse(null),
                (short) kind.code(),
                name,
                (short) wish.state().code(),
                version,
                new JsonObject(wish.body()),
                Rows.time(step.now())))
        .compose(
            rows -> {
              Subject after = new Subject(kind, name, firstIndex(rows), word, wish.body());
              return audit(step, wish.action(), before.orElse(null), after)
                  .compose(audited -> Feed.record(step, List.of(entry(after))));
            });
  }

  private static int firstIndex(RowSet<Row> rows) {
    return rows.iterator().next().getInteger("idx");
  }

  private static Feed.Entry entry(Subject subject) {
    return new Feed.Entry(subject.kind(), subject.index(), new StatusWord(subject.word().bits()));
  }

  private static Future<Void> audit(
      Step step, String action, @Nullable Subject before, Subject after) {
    return step.run(
            "insert into audit_entry (at, actor_kind, actor_name, reason, action, before, after)"
                + " values ($1, $2, $3, $4, $5, $6, $7)",
            Tuple.of(
                Rows.time(step.now()),
                step.instruction().actor().kind().name(),
                step.instruction().actor().name(),
                step.instruction().reason(),
                action,
                before == null ? null : audited(before),
                audited(after)))
        .mapEmpty();
  }

  /** A long body is told by its length alone: its versions are compared where they are kept. */
  private static JsonObject audited(Subject subject) {
    SubjectWord word = subject.word();
    JsonObject told =
        new JsonObject().put("kind", subject.kind().name()).put("name", subject.name());
    told.put("state", word.state().name()).put("version", word.version());
    JsonObject what = RegistrationJson.audited(subject.body());
    return what.encode().length() > 4000
        ? told.put("length", subject.body().length())
        : told.put("body", what);
  }

  private static List<Subject> subjects(RowSet<Row> rows) {
    return rows.stream().map(PostgresSubjectLedger::subject).toList();
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
}
