package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.function.Supplier;
import org.goldcard.card.Actor;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction.RetryKey;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.postgres.store.Rows;
import org.goldcard.postgres.store.Step;

/**
 * Receipts under the keys of their wishes. The key is claimed first, so that two transactions with
 * the same key wait for each other; a rolled-back one leaves the key free.
 */
final class RetryKeys {
  private RetryKeys() {}

  /** Answers the stored receipt of a repetition, or does the work. */
  static Future<Outcome<Receipt>> once(Step step, Supplier<Future<Outcome<Receipt>>> work) {
    RetryKey key = step.instruction().retryKey();
    if (key == null) {
      return work.get();
    }
    Tuple claim = owner(step, key).addString(key.requestHash()).addValue(Rows.time(step.now()));
    return step.run(
            "insert into retry (actor_kind, actor_name, key, request_hash, at)"
                + " values ($1, $2, $3, $4, $5) on conflict do nothing",
            claim)
        .compose(claimed -> claimed.rowCount() == 1 ? work.get() : repeated(step, key));
  }

  private static Future<Outcome<Receipt>> repeated(Step step, RetryKey key) {
    return step.run(
            "select request_hash, receipt from retry"
                + " where actor_kind = $1 and actor_name = $2 and key = $3",
            owner(step, key))
        .map(rows -> answer(rows.iterator().next(), key));
  }

  private static Outcome<Receipt> answer(Row row, RetryKey key) {
    return row.getString("request_hash").equals(key.requestHash())
        ? Outcome.done(Rows.receipt(row.getJsonObject("receipt")))
        : Outcome.refused(CardRefusal.RETRY_KEY_REUSED);
  }

  /** Stores what was answered; after the changes are recorded, in the same transaction. */
  static Future<Void> keep(Step step, Receipt receipt) {
    RetryKey key = step.instruction().retryKey();
    if (key == null) {
      return Future.succeededFuture();
    }
    JsonObject stored = Rows.stored(receipt);
    return step.run(
            "update retry set receipt = $4 where actor_kind = $1 and actor_name = $2 and key = $3",
            owner(step, key).addValue(stored))
        .mapEmpty();
  }

  private static Tuple owner(Step step, RetryKey key) {
    Actor actor = step.instruction().actor();
    return Tuple.of(actor.kind().name(), actor.name(), key.key());
  }
}
