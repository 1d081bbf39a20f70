package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;

/**
 * Writes a changed card and its passes; numbering the changes is left to the caller, at the end.
 */
public final class CardWrites {
  private CardWrites() {}

  /**
   * What was written.
   *
   * @param card as it is now, with the index of its present pass
   * @param entries what the feed has to tell of it
   */
  public record Written(Card card, List<Feed.Entry> entries) {}

  /** Writes the change of a locked card; a higher version supersedes the pass. */
  public static Future<Written> update(Step step, Card before, Card after) {
    if (!after.number().equals(before.number()) || after.index() != before.index()) {
      throw new IllegalStateException("number: a change keeps number and index");
    }
    if (after.version() == before.version()) {
      return write(step, before, after, List.of());
    }
    if (after.version() != before.version() + 1) {
      throw new IllegalStateException("version: neither kept nor the next");
    }
    Feed.Entry old = Feed.Entry.pass(before, true);
    return supersede(step, after)
        .compose(card -> write(step, before, card, List.of(Feed.Entry.pass(card, false), old)));
  }

  private static Future<Card> supersede(Step step, Card after) {
    Future<RowSet<Row>> old =
        step.run(
            "update pass set superseded_at = $2 where card_number = $1 and superseded_at is null",
            Tuple.of(after.number().digits(), Rows.time(step.now())));
    Future<RowSet<Row>> fresh =
        step.run(
            "insert into pass (idx, card_number, version, class, first_day, last_day, issued_at)"
                + " values (next_status_index(), $1, $2, $3, $4, $5, $6) returning idx",
            Tuple.of(
                    after.number().digits(),
                    after.version(),
                    Rows.rank(after.talentClass()),
                    after.validity().firstDay(),
                    after.validity().lastDay())
                .addOffsetDateTime(Rows.time(step.now())));
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

  private static Future<Written> write(
      Step step, Card before, Card after, List<Feed.Entry> passes) {
    List<Feed.Entry> entries = new ArrayList<>();
    if (!after.word().equals(before.word())) {
      entries.add(Feed.Entry.card(after));
    }
    entries.addAll(passes);
    Future<Void> card = writeCard(step, after);
    boolean revoked = after.state() == CardState.REVOKED && before.state() != CardState.REVOKED;
    Future<Void> talent = revoked ? withdraw(step, after) : Future.succeededFuture();
    return Future.all(card, talent).map(all -> new Written(after, List.copyOf(entries)));
  }

  private static Future<Void> writeCard(Step step, Card card) {
    return step.run(
            "update card set class = $2, first_day = $3, last_day = $4, state = $5, version = $6,"
                + " pass_idx = $7, codes_not_before = $8, suspended_until = $9, changed_at = $10"
                + " where number = $1",
            Tuple.tuple()
                .addString(card.number().digits())
                .addShort(Rows.rank(card.talentClass()))
                .addLocalDate(card.validity().firstDay())
                .addLocalDate(card.validity().lastDay())
                .addShort(Rows.code(card.state()))
                .addInteger(card.version())
                .addInteger(card.passIndex())
                .addOffsetDateTime(Rows.time(card.codesNotBefore()))
                .addOffsetDateTime(Rows.timeOrNull(card.suspendedUntil()))
                .addOffsetDateTime(Rows.time(step.now())))
        .mapEmpty();
  }

  private static Future<Void> withdraw(Step step, Card card) {
    return step.run(
            "update talent set withdrawn_at = $2 where id = $1",
            Tuple.of(card.talentId(), Rows.time(step.now())))
        .mapEmpty();
  }
}
