package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.issuing.CardRegistry.Ground;
import org.goldcard.issuing.CardRegistry.OnFile;
import org.jspecify.annotations.Nullable;

/**
 * The transaction every change of a card goes through, whoever starts it: claim the retry key, lock
 * the talent and then the card, decide, write, audit, and last of all number the changes.
 */
final class CardWork {
  private static final int JTI_BYTES = 16;

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Works on a database.
   *
   * @param random the source of pass identifiers, cryptographically strong
   */
  CardWork(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
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
        .fold(after -> store(step, before, after), r -> Future.succeededFuture(Outcome.refused(r)));
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

  private Future<Outcome<Receipt>> store(Step step, Card before, Card after) {
    if (!after.number().equals(before.number()) || after.index() != before.index()) {
      throw new IllegalStateException("number: a change keeps number and index");
    }
    if (after.version() == before.version()) {
      return written(step, before, after, List.of());
    }
    if (after.version() != before.version() + 1) {
      throw new IllegalStateException("version: neither kept nor the next");
    }
    return supersede(step, after)
        .compose(
            card ->
                written(
                    step,
                    before,
                    card,
                    List.of(Feed.Entry.pass(card, false), Feed.Entry.pass(before, true))));
  }

  private Future<Card> supersede(Step step, Card after) {
    Future<RowSet<Row>> old =
        step.run(
            "update pass set superseded_at = $2 where card_number = $1 and superseded_at is null",
            Tuple.of(after.number().digits(), Rows.time(step.now())));
    Future<RowSet<Row>> fresh =
        step.run(
            "insert into pass (jti, card_number, version, idx, class, first_day, last_day, issued_at)"
                + " values ($1, $2, $3, next_status_index(), $4, $5, $6, $7) returning idx",
            Tuple.of(
                jti(),
                after.number().digits(),
                after.version(),
                Rows.rank(after.talentClass()),
                after.validity().firstDay(),
                after.validity().lastDay(),
                Rows.time(step.now())));
    return Future.all(old, fresh)
        .map(all -> withPass(after, fresh.result().iterator().next().getInteger("idx")));
  }

  private static Card withPass(Card card, int passIndex) {
    return new Card(
        card.number(),
        card.talentId(),
        card.talentClass(),
        card.validity(),
        card.state(),
        card.version(),
        card.index(),
        passIndex,
        card.codesNotBefore(),
        card.suspendedUntil());
  }

  private static Future<Outcome<Receipt>> written(
      Step step, Card before, Card after, List<Feed.Entry> passes) {
    List<Feed.Entry> entries = new ArrayList<>();
    if (!after.word().equals(before.word())) {
      entries.add(Feed.Entry.card(after));
    }
    entries.addAll(passes);
    return update(step, before, after).compose(done -> finish(step, before, after, entries));
  }

  private static Future<Void> update(Step step, Card before, Card after) {
    Future<RowSet<Row>> card =
        step.run(
            "update card set class = $2, first_day = $3, last_day = $4, state = $5, version = $6,"
                + " pass_idx = $7, codes_not_before = $8, suspended_until = $9, changed_at = $10"
                + " where number = $1",
            Tuple.tuple()
                .addString(after.number().digits())
                .addShort(Rows.rank(after.talentClass()))
                .addLocalDate(after.validity().firstDay())
                .addLocalDate(after.validity().lastDay())
                .addShort(Rows.code(after.state()))
                .addInteger(after.version())
                .addInteger(after.passIndex())
                .addOffsetDateTime(Rows.time(after.codesNotBefore()))
                .addOffsetDateTime(Rows.timeOrNull(after.suspendedUntil()))
                .addOffsetDateTime(Rows.time(step.now())));
    if (after.state() != CardState.REVOKED || before.state() == CardState.REVOKED) {
      return card.mapEmpty();
    }
    Future<RowSet<Row>> talent =
        step.run(
            "update talent set withdrawn_at = $2 where id = $1",
            Tuple.of(after.talentId(), Rows.time(step.now())));
    return Future.all(card, talent).mapEmpty();
  }

  /** Audits, numbers the changes and keeps the receipt: nothing may follow but the commit. */
  static Future<Outcome<Receipt>> finish(
      Step step, @Nullable Card before, Card after, List<Feed.Entry> entries) {
    Future<RowSet<Row>> audit = audit(step, before, after);
    Future<Long> rev = Feed.record(step, entries);
    return Future.all(audit, rev)
        .map(all -> Rows.receipt(after, rev.result(), step.now()))
        .compose(receipt -> RetryKeys.keep(step, receipt).map(Outcome.done(receipt)));
  }

  private static Future<RowSet<Row>> audit(Step step, @Nullable Card before, Card after) {
    Actor actor = step.instruction().actor();
    return step.run(
        "insert into audit_entry (at, actor_kind, actor_name, action, card_number, talent_id,"
            + " reason, before, after) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Tuple.tuple()
            .addOffsetDateTime(Rows.time(step.now()))
            .addString(actor.kind().name())
            .addString(actor.name())
            .addString(AuditAction.of(before, after))
            .addString(after.number().digits())
            .addLong(after.talentId())
            .addString(step.instruction().reason())
            .addValue(before == null ? null : Rows.audited(before))
            .addValue(Rows.audited(after)));
  }

  /** 128 random bits as 22 characters of base64url. */
  String jti() {
    byte[] bytes = new byte[JTI_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
