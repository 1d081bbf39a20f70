package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;

/** The registry of cards in PostgreSQL. */
public final class PostgresCardRegistry implements CardRegistry {
  private static final int DRAWS = 5;

  private final Database database;
  private final CardWork work;

  /** A registry in a database. */
  public PostgresCardRegistry(Database database, InstantSource clock) {
    this.database = database;
    this.work = new CardWork(database, clock);
  }

  @Override
  public Future<Optional<Card>> find(CardNumber number) {
    return database
        .query("select" + Rows.CARD + "from card c where number = $1", Tuple.of(number.digits()))
        .map(PostgresCardRegistry::only);
  }

  @Override
  public Future<Optional<Card>> findByTalent(long talentId) {
    return database
        .query(
            "select" + Rows.CARD + "from card c where talent_id = $1 and state not in (5, 6)",
            Tuple.of(talentId))
        .map(PostgresCardRegistry::only);
  }

  private static Optional<Card> only(RowSet<Row> rows) {
    return rows.stream().findFirst().map(Rows::card);
  }

  @Override
  public Future<Outcome<Receipt>> change(
      CardNumber number, Instruction instruction, Function<OnFile, Outcome<Card>> decide) {
    return work.change(number, instruction, decide);
  }

  @Override
  public Future<Outcome<Receipt>> issue(
      long talentId, Instruction instruction, Function<Ground, Outcome<Grant>> decide) {
    return work.once(
        instruction, step -> lock(step, talentId).compose(rows -> issue(step, rows, decide)));
  }

  private static Future<RowSet<Row>> lock(Step step, long talentId) {
    Future<RowSet<Row>> locked =
        step.run("select id from talent where id = $1 for no key update", Tuple.of(talentId));
    Future<RowSet<Row>> found =
        step.run(
            "select t.id,"
                + Rows.GROUND
                + ","
                + Rows.CARD
                + ", h.seq from talent t"
                + Rows.STANDING
                + "left join card c on c.talent_id = t.id and c.state not in (5, 6)"
                + " cross join status_head h where t.id = $1",
            Tuple.of(talentId));
    return Future.all(locked, found).map(all -> found.result());
  }

  private Future<Outcome<Receipt>> issue(
      Step step, RowSet<Row> rows, Function<Ground, Outcome<Grant>> decide) {
    if (rows.size() == 0) {
      return refused(CardRefusal.TALENT_UNKNOWN);
    }
    Row row = rows.iterator().next();
    if (row.getString("number") != null) {
      Receipt present =
          Rows.receipt(Rows.card(row), row.getLong("seq"), Rows.instant(row, "changed_at"));
      return RetryKeys.keep(step, present).map(Outcome.done(present));
    }
    Ground ground = Rows.ground(row, step.now());
    return ground == null
        ? refused(CardRefusal.TALENT_UNKNOWN)
        : draw(step, row.getLong("id"), () -> decide.apply(ground), DRAWS);
  }

  private Future<Outcome<Receipt>> draw(
      Step step, long talentId, Supplier<Outcome<Grant>> decide, int draws) {
    return decide
        .get()
        .fold(
            grant ->
                insert(step, talentId, grant)
                    .compose(
                        card ->
                            card.isPresent()
                                ? recorded(step, card.get())
                                : redraw(step, talentId, decide, draws - 1)),
            PostgresCardRegistry::refused);
  }

  private Future<Outcome<Receipt>> redraw(
      Step step, long talentId, Supplier<Outcome<Grant>> decide, int draws) {
    return draws > 0
        ? draw(step, talentId, decide, draws)
        : Future.failedFuture(new IllegalStateException("number: taken " + DRAWS + " times"));
  }

  private static Future<Outcome<Receipt>> recorded(Step step, Card card) {
    return CardWork.finish(
        step, null, card, List.of(Feed.Entry.card(card), Feed.Entry.pass(card, false)));
  }

  /** Empty when the number is taken. */
  private static Future<Optional<Card>> insert(Step step, long talentId, Grant grant) {
    Tuple values =
        Tuple.of(
            grant.number().digits(),
            talentId,
            Rows.rank(grant.talentClass()),
            grant.validity().firstDay(),
            grant.validity().lastDay());
    values.addOffsetDateTime(Rows.time(step.now()));
    return step.run(
            "with drawn as (select next_status_index() as idx, next_status_index() as pass_idx),"
                + " c as (insert into card (number, talent_id, class, first_day, last_day, state,"
                + " version, idx, pass_idx, codes_not_before, issued_at, changed_at)"
                + " select $1, $2, $3, $4, $5, 1, 1, idx, pass_idx, 'epoch', $6, $6 from drawn"
                + " on conflict (number) do nothing returning idx, pass_idx),"
                + " p as (insert into pass (idx, card_number, version, class, first_day,"
                + " last_day, issued_at) select pass_idx, $1, 1, $3, $4, $5, $6 from c)"
                + " select idx, pass_idx from c",
            values)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> Rows.fresh(talentId, grant, row.getInteger(0), row.getInteger(1))));
  }

  private static Future<Outcome<Receipt>> refused(CardRefusal refusal) {
    return Future.succeededFuture(Outcome.refused(refusal));
  }
}
