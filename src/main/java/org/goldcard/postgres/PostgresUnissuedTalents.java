package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.goldcard.card.Card;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.issuing.CardRegistry.Grant;
import org.goldcard.issuing.CardRegistry.Ground;
import org.goldcard.issuing.UnissuedTalents;
import org.goldcard.postgres.store.Audit;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;

/** Issues to many talents by a handful of statements a batch. */
public final class PostgresUnissuedTalents implements UnissuedTalents {
  private static final int DRAWS = 5;
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String WITHOUT_CARD =
      " t.id > $1 and not exists (select from card c where c.talent_id = t.id"
          + " and c.state not in (5, 6))";

  private final Database database;
  private final InstantSource clock;

  /** The talents of a database. */
  public PostgresUnissuedTalents(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whom a card was granted. */
  private record Granted(long talentId, Grant grant) {}

  @Override
  public Future<List<Long>> ids(long after, int limit) {
    return database
        .query(
            "select t.id from talent t where"
                + WITHOUT_CARD
                + " and exists (select from recognition"
                + " r where r.talent_id = t.id and r.replaced_at is null) order by t.id limit $2",
            Tuple.of(after, limit))
        .map(rows -> rows.stream().map(row -> row.getLong("id")).toList());
  }

  @Override
  public Future<Batch> issue(
      long after, int limit, Instruction instruction, Function<Ground, Outcome<Grant>> decide) {
    return attempt(Tuple.of(after, limit), instruction, decide, DRAWS);
  }

  /** A number drawn twice or taken undoes the batch, which is then decided again. */
  private Future<Batch> attempt(
      Tuple range, Instruction instruction, Function<Ground, Outcome<Grant>> decide, int draws) {
    return database
        .longTransaction(
            connection -> {
              Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              return issue(new Step(connection, instruction, now), range, decide);
            })
        .recover(
            failure ->
                taken(failure) && draws > 1
                    ? attempt(range, instruction, decide, draws - 1)
                    : Future.failedFuture(failure));
  }

  private static boolean taken(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
  }

  private static Future<Batch> issue(
      Step step, Tuple range, Function<Ground, Outcome<Grant>> decide) {
    return step.run(
            "select t.id from talent t where"
                + WITHOUT_CARD
                + " order by t.id limit $2 for no key update skip locked",
            range)
        .compose(locked -> grounds(step, locked))
        .compose(rows -> issue(step, rows, decide));
  }

  /** Read anew after the lock, so that nobody is issued to twice. */
  private static Future<RowSet<Row>> grounds(Step step, RowSet<Row> locked) {
    Long[] ids = locked.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
    return step.run(
        "select t.id, exists (select from card c where c.talent_id = t.id and c.state not in (5,"
            + " 6)) as has_card,"
            + Rows.GROUND
            + "from talent t"
            + Rows.STANDING
            + "where t.id = any($1) order by t.id",
        Tuple.tuple().addArrayOfLong(ids));
  }

  private static Future<Batch> issue(
      Step step, RowSet<Row> rows, Function<Ground, Outcome<Grant>> decide) {
    List<Granted> granted = new ArrayList<>();
    int refused = 0;
    long last = 0;
    for (Row row : rows) {
      last = row.getLong("id");
      Ground ground = row.getBoolean("has_card") ? null : Rows.ground(row, step.now());
      if (ground != null) {
        long id = last;
        boolean given = decide.apply(ground).fold(g -> granted.add(new Granted(id, g)), r -> false);
        refused += given ? 0 : 1;
      }
    }
    Batch batch = new Batch(granted.size(), refused, last);
    return granted.isEmpty()
        ? Future.succeededFuture(batch)
        : insert(step, granted).compose(cards -> finish(step, cards)).map(batch);
  }

  private static Future<List<Card>> insert(Step step, List<Granted> granted) {
    return step.run(
            "with g as (select u.*, next_status_index() as idx, next_status_index() as pass_idx"
                + " from unnest($1::text[], $2::bigint[], $3::smallint[], $4::date[], $5::date[])"
                + " with ordinality as u (number, talent_id, class, first_day, last_day, n)),"
                + " c as (insert into card (number, talent_id, class, first_day, last_day, state,"
                + " version, idx, pass_idx, codes_not_before, issued_at, changed_at)"
                + " select number, talent_id, class, first_day, last_day, 1, 1, idx, pass_idx,"
                + " 'epoch', $6, $6 from g),"
                + " p as (insert into pass (idx, card_number, version, class, first_day, last_day,"
                + " issued_at) select pass_idx, number, 1, class, first_day, last_day, $6 from g)"
                + " select idx, pass_idx from g order by n",
            Tuple.tuple()
                .addArrayOfString(column(granted, g -> g.grant().number().digits(), String[]::new))
                .addArrayOfLong(column(granted, Granted::talentId, Long[]::new))
                .addArrayOfShort(
                    column(granted, g -> Rows.rank(g.grant().talentClass()), Short[]::new))
                .addArrayOfLocalDate(
                    column(granted, g -> g.grant().validity().firstDay(), LocalDate[]::new))
                .addArrayOfLocalDate(
                    column(granted, g -> g.grant().validity().lastDay(), LocalDate[]::new))
                .addOffsetDateTime(Rows.time(step.now())))
        .map(rows -> cards(rows, granted));
  }

  private static <T> T[] column(
      List<Granted> granted, Function<Granted, T> value, IntFunction<T[]> array) {
    return granted.stream().map(value).toArray(array);
  }

  private static List<Card> cards(RowSet<Row> rows, List<Granted> granted) {
    List<Card> cards = new ArrayList<>();
    for (Row row : rows) {
      cards.add(card(row, granted.get(cards.size())));
    }
    return cards;
  }

  private static Card card(Row row, Granted granted) {
    return Rows.fresh(
        granted.talentId(),
        granted.grant(),
        Objects.requireNonNull(row.getInteger("idx")),
        Objects.requireNonNull(row.getInteger("pass_idx")));
  }

  private static Future<Void> finish(Step step, List<Card> cards) {
    List<Feed.Entry> entries = new ArrayList<>();
    for (Card card : cards) {
      entries.add(Feed.Entry.card(card));
      entries.add(Feed.Entry.pass(card, false));
    }
    return Audit.write(step, cards.stream().map(card -> Audit.Line.of(null, card)).toList())
        .compose(audited -> Feed.record(step, entries))
        .mapEmpty();
  }
}
