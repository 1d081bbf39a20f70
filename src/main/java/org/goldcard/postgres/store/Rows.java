package org.goldcard.postgres.store;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.CardRegistry;
import org.jspecify.annotations.Nullable;

/** How rows and the words of the business become each other. */
public final class Rows {
  /** The columns of {@link #card}, of a table called {@code c}. */
  public static final String CARD =
      " c.number, c.talent_id, c.class, c.first_day, c.last_day, c.state, c.version, c.idx,"
          + " c.pass_idx, c.codes_not_before, c.suspended_until, c.changed_at ";

  /** The columns of {@link #standing} and {@link #ground}, of {@link #STANDING}. */
  public static final String GROUND =
      " r.class as class_now, r.recognised_on, r.ends_on, p.class as class_later,"
          + " p.recognised_on as recognised_later, p.ends_on as ends_later, p.effective_from,"
          + " t.withdrawn_at is not null as withdrawn ";

  /** The standing joined to a talent called {@code t}. */
  public static final String STANDING =
      " left join recognition r on r.talent_id = t.id and r.replaced_at is null"
          + " and r.effective_from is null"
          + " left join recognition p on p.talent_id = t.id and p.replaced_at is null"
          + " and p.effective_from is not null ";

  private Rows() {}

  public static Card card(Row row) {
    return new Card(
        new CardNumber(row.getString("number")),
        row.getLong("talent_id"),
        talentClass(row, "class"),
        validity(row),
        CardState.of(row.getShort("state")),
        row.getInteger("version"),
        row.getInteger("idx"),
        row.getInteger("pass_idx"),
        instant(row, "codes_not_before"),
        instantOrNull(row, "suspended_until"));
  }

  public static Validity validity(Row row) {
    return new Validity(row.getLocalDate("first_day"), row.getLocalDate("last_day"));
  }

  public static TalentClass talentClass(Row row, String column) {
    return TalentClass.ofRank(row.getShort(column)).orElseThrow();
  }

  /** The standing a row holds; null when nothing is recognised. */
  public static @Nullable Standing standing(Row row) {
    if (row.getValue("class_now") == null) {
      return null;
    }
    Recognition current =
        new Recognition(
            talentClass(row, "class_now"),
            row.getLocalDate("recognised_on"),
            row.getLocalDate("ends_on"));
    LocalDate from = row.getLocalDate("effective_from");
    return from == null
        ? Standing.of(current)
        : new Standing(current, new Standing.Pending(later(row), from));
  }

  private static Recognition later(Row row) {
    return new Recognition(
        talentClass(row, "class_later"),
        row.getLocalDate("recognised_later"),
        row.getLocalDate("ends_later"));
  }

  /** A card just issued. */
  public static Card fresh(long talentId, CardRegistry.Grant grant, int index, int passIndex) {
    return new Card(
        grant.number(),
        talentId,
        grant.talentClass(),
        grant.validity(),
        CardState.ACTIVE,
        1,
        index,
        passIndex,
        Instant.EPOCH,
        null);
  }

  /** The ground a row holds today; null when nothing is recognised. */
  public static CardRegistry.@Nullable Ground ground(Row row, Instant now) {
    Standing recorded = standing(row);
    if (recorded == null) {
      return null;
    }
    Standing today = recorded.on(Validity.dayOf(now));
    return new CardRegistry.Ground(
        today.current().talentClass(),
        today.current().recognisedOn(),
        today.lastDay(),
        row.getBoolean("withdrawn"),
        now);
  }

  public static Receipt receipt(Card card, long rev, Instant at) {
    return new Receipt(
        card.number(), card.state(), card.talentClass(), card.validity(), card.version(), rev, at);
  }

  /** A receipt as it is kept under its retry key. */
  public static JsonObject stored(Receipt receipt) {
    return new JsonObject()
        .put("number", receipt.number().digits())
        .put("state", receipt.state().name())
        .put("class", receipt.talentClass().name())
        .put("firstDay", receipt.validity().firstDay().toString())
        .put("lastDay", receipt.validity().lastDay().toString())
        .put("version", receipt.version())
        .put("rev", receipt.rev())
        .put("at", receipt.at().toString());
  }

  public static Receipt receipt(JsonObject stored) {
    return new Receipt(
        new CardNumber(stored.getString("number")),
        CardState.valueOf(stored.getString("state")),
        TalentClass.valueOf(stored.getString("class")),
        new Validity(
            LocalDate.parse(stored.getString("firstDay")),
            LocalDate.parse(stored.getString("lastDay"))),
        stored.getInteger("version"),
        stored.getLong("rev"),
        Instant.parse(stored.getString("at")));
  }

  /** What the audit row tells of a card: nothing personal. */
  public static JsonObject audited(Card card) {
    return new JsonObject()
        .put("state", card.state().name())
        .put("class", card.talentClass().name())
        .put("firstDay", card.validity().firstDay().toString())
        .put("lastDay", card.validity().lastDay().toString())
        .put("version", card.version());
  }

  public static short rank(TalentClass talentClass) {
    return (short) talentClass.rank();
  }

  public static short code(CardState state) {
    return (short) state.code();
  }

  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static @Nullable Instant instantOrNull(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
