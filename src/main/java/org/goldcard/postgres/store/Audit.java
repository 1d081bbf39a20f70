package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.jspecify.annotations.Nullable;

/** Writes who did what, in the transaction that does it. */
public final class Audit {
  private Audit() {}

  /**
   * One thing done.
   *
   * @param action what, in a word that is never reworded
   * @param cardNumber the card it was done to; null when to none
   * @param talentId the talent it was done to
   * @param before what was, without anything personal; null when nothing was
   * @param after what is, without anything personal; null when nothing is
   */
  public record Line(
      String action,
      @Nullable String cardNumber,
      long talentId,
      @Nullable JsonObject before,
      @Nullable JsonObject after) {
    /** The change of a card, or its issue when there was none. */
    public static Line of(@Nullable Card before, Card after) {
      return new Line(
          AuditAction.of(before, after),
          after.number().digits(),
          after.talentId(),
          before == null ? null : Rows.audited(before),
          Rows.audited(after));
    }
  }

  /** Writes the lines of a step. */
  public static Future<Void> write(Step step, List<Line> lines) {
    Actor actor = step.instruction().actor();
    return step.run(
            "insert into audit_entry (at, actor_kind, actor_name, reason, action, card_number,"
                + " talent_id, before, after) select $1, $2, $3, $4, l.* from"
                + " unnest($5::text[], $6::text[], $7::bigint[], $8::jsonb[], $9::jsonb[]) l",
            Tuple.tuple()
                .addOffsetDateTime(Rows.time(step.now()))
                .addString(actor.kind().name())
                .addString(actor.name())
                .addString(step.instruction().reason())
                .addArrayOfString(column(lines, Line::action, String[]::new))
                .addArrayOfString(column(lines, Line::cardNumber, String[]::new))
                .addArrayOfLong(column(lines, Line::talentId, Long[]::new))
                .addValue(column(lines, Line::before, JsonObject[]::new))
                .addValue(column(lines, Line::after, JsonObject[]::new)))
        .mapEmpty();
  }

  private static <T> @Nullable T[] column(
      List<Line> lines,
      Function<Line, ? extends @Nullable T> value,
      java.util.function.IntFunction<@Nullable T[]> array) {
    return lines.stream().map(value).toArray(array);
  }
}
