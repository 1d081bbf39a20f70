package org.goldcard.postgres.subject;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.goldcard.card.Instruction;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Step;
import org.goldcard.postgres.subject.SubjectRows.Planned;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;

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
        .map(SubjectRows::subjects);
  }

  @Override
  public Future<List<Subject>> at(Collection<Integer> indexes) {
    return database
        .query(SELECT + "where idx = any($1)", Tuple.of(indexes.toArray(Integer[]::new)))
        .map(SubjectRows::subjects);
  }

  @Override
  public Future<Optional<Subject>> find(Kind kind, String name) {
    return database
        .query(SELECT + "where kind = $1 and name = $2", Tuple.of((short) kind.code(), name))
        .map(rows -> SubjectRows.subjects(rows).stream().findFirst());
  }

  @Override
  public Future<Long> change(
      Kind kind,
      String name,
      Instruction instruction,
      Function<Optional<Subject>, Optional<Wish>> decide) {
    return database.transaction(
        connection -> {
          Step step = step(connection, instruction);
          return locked(step, kind, name)
              .compose(
                  before -> {
                    Subject known = before.orElse(null);
                    return write(
                        step, kind, decide.apply(before).map(w -> new Planned(name, known, w)));
                  });
        },
        rev -> true);
  }

  @Override
  public Future<Long> changeAll(
      Kind kind, Instruction instruction, Function<List<Subject>, Map<String, Wish>> decide) {
    return database.longTransaction(
        connection -> {
          Step step = step(connection, instruction);
          return lockedAll(step, kind)
              .compose(before -> write(step, kind, planned(before, decide.apply(before)).stream()));
        });
  }

  private Step step(SqlConnection connection, Instruction instruction) {
    return new Step(connection, instruction, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static List<Planned> planned(List<Subject> before, Map<String, Wish> wishes) {
    Map<String, Subject> known = new HashMap<>();
    before.forEach(subject -> known.put(subject.name(), subject));
    return wishes.entrySet().stream()
        .map(wish -> new Planned(wish.getKey(), known.get(wish.getKey()), wish.getValue()))
        .toList();
  }

  private static Future<Long> write(Step step, Kind kind, Optional<Planned> planned) {
    return write(step, kind, planned.stream());
  }

  private static Future<Long> write(Step step, Kind kind, Stream<Planned> planned) {
    List<Planned> fresh = planned.filter(Planned::isNew).toList();
    return fresh.isEmpty() ? Feed.record(step, List.of()) : SubjectRows.write(step, kind, fresh);
  }

  /**
   * Also where there is no row yet two writers of one name wait for each other, and both for who
   * writes several.
   */
  private static Future<Optional<Subject>> locked(Step step, Kind kind, String name) {
    return step.run(
            "select pg_advisory_xact_lock_shared(hashtextextended('subjects ' || $1, 0)),"
                + " pg_advisory_xact_lock(hashtextextended('subject ' || $1 || ' ' || $2, 0))",
            Tuple.of(String.valueOf(kind.code()), name))
        .compose(
            held ->
                step.run(
                    SELECT + "where kind = $1 and name = $2", Tuple.of((short) kind.code(), name)))
        .map(rows -> SubjectRows.subjects(rows).stream().findFirst());
  }

  private static Future<List<Subject>> lockedAll(Step step, Kind kind) {
    return step.run(
            "select pg_advisory_xact_lock(hashtextextended('subjects ' || $1, 0))",
            Tuple.of(String.valueOf(kind.code())))
        .compose(
            held ->
                step.run(SELECT + "where kind = $1 order by name", Tuple.of((short) kind.code())))
        .map(SubjectRows::subjects);
  }
}
