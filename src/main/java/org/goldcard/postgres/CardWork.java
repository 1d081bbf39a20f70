package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.issuing.CardRegistry.Ground;
import org.goldcard.issuing.CardRegistry.OnFile;
import org.goldcard.postgres.store.Audit;
import org.goldcard.postgres.store.CardWrites;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Feed;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;
import org.jspecify.annotations.Nullable;

/**
 * The transaction every change of a card goes through, whoever starts it: claim the retry key, lock
 * the talent and then the card, decide, write, audit, and last of all number the changes.
 */
final class CardWork {
  private final Database database;
  private final InstantSource clock;

  CardWork(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Does work once under its retry key, in one transaction that a refusal rolls back. */
  Future<Outcome<Receipt>> once(
      Instruction instruction, Function<Step, Future<Outcome<Receipt>>> work) {
    return database.transaction(
        connection -> {
          Step step =
              new Step(connection, instruction, clock.instant().truncatedTo(ChronoUnit.MICROS));
          return RetryKeys.once(step, () -> work.apply(step));
        },
        Outcome::isDone);
  }

  /** Changes a card as decided on what is on file. */
  Future<Outcome<Receipt>> change(
      CardNumber number, Instruction instruction, Function<OnFile, Outcome<Card>> decide) {
    return once(instruction, step -> lock(step, number).compose(row -> decided(step, row, decide)));
  }

  private Future<Outcome<Receipt>> decided(
      Step step, @Nullable Row row, Function<OnFile, Outcome<Card>> decide) {
    if (row == null) {
      return Future.succeededFuture(Outcome.refused(CardRefusal.CARD_UNKNOWN));
    }
    Card before = Rows.card(row);
    return decide
        .apply(new OnFile(before, ground(row, step)))
        .fold(
            after -> changed(step, before, after), r -> Future.succeededFuture(Outcome.refused(r)));
  }

  private static Ground ground(Row row, Step step) {
    Ground ground = Rows.ground(row, step.now());
    if (ground == null) {
      throw new IllegalStateException("a card without a recognition in force");
    }
    return ground;
  }

  /** The talent first, as issuing does, so that no two wait for each other. */
  private static Future<@Nullable Row> lock(Step step, CardNumber number) {
    Tuple key = Tuple.of(number.digits());
    Future<RowSet<Row>> talent =
        step.run(
            "select id from talent where id = (select talent_id from card where number = $1)"
                + " for no key update",
            key);
    Future<RowSet<Row>> card =
        step.run("select number from card where number = $1 for no key update", key);
    Future<RowSet<Row>> found =
        step.run(
            "select"
                + Rows.CARD
                + ","
                + Rows.GROUND
                + "from card c join talent t"
                + " on t.id = c.talent_id"
                + Rows.STANDING
                + "where c.number = $1",
            key);
    return Future.all(talent, card, found).map(all -> first(found.result()));
  }

  private static @Nullable Row first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : rows.iterator().next();
  }

  private static Future<Outcome<Receipt>> changed(Step step, Card before, Card after) {
    return CardWrites.update(step, before, after)
        .compose(written -> finish(step, before, written.card(), written.entries()));
  }

  /** Audits, numbers the changes and keeps the receipt: nothing may follow but the commit. */
  static Future<Outcome<Receipt>> finish(
      Step step, @Nullable Card before, Card after, List<Feed.Entry> entries) {
    Future<Void> audit = Audit.write(step, List.of(Audit.Line.of(before, after)));
    Future<Long> rev = Feed.record(step, entries);
    return Future.all(audit, rev)
        .map(all -> Rows.receipt(after, rev.result(), step.now()))
        .compose(receipt -> RetryKeys.keep(step, receipt).map(Outcome.done(receipt)));
  }
}
