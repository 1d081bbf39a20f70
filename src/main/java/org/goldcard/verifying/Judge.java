package org.goldcard.verifying;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.goldcard.card.StatusWord;
import org.jspecify.annotations.Nullable;

/**
 * Judges a scan from memory: no I/O, no waiting, no allocation worth naming. Signature and time are
 * checked by the code reader before; nonce and visits are settled by {@link Conclusion} after. Safe
 * from any thread.
 */
public final class Judge {
  /**
   * A ticket counts from this long before its scheduled departure (article 19 "当日当次", decided
   * point).
   */
  public static final Duration TICKET_LEAD = Duration.ofHours(6);

  private final CardStatuses statuses;
  private final InstantSource clock;

  /** Judges by a card table and a clock. */
  public Judge(CardStatuses statuses, InstantSource clock) {
    this.statuses = statuses;
    this.clock = clock;
  }

  /**
   * Judges one scan.
   *
   * @param list how fresh the table is; null when none is loaded yet
   */
  public Judgement judge(
      Scan scan, SiteRules rules, Presented presented, @Nullable ListState list) {
    Instant now = clock.instant();
    ResultCode early = rules.freeForAll() ? ResultCode.FREE_FOR_ALL : presented.refusal();
    if (early != null) {
      return new Judgement(scan, rules, presented, early, null, StatusWord.NONE, -1, list, now);
    }
    StatusWord shown = statuses.at(presented.index());
    int cardIndex = shown.isPass() ? shown.cardIndex() : presented.index();
    StatusWord card = shown.isPass() ? statuses.at(cardIndex) : shown;
    ResultCode code = judgeCard(presented, shown, card);
    if (code == null) {
      code = judgeFreshness(scan, rules, list);
    }
    if (code == null) {
      code = judgeTermAndForm(rules, presented, card, now);
    }
    SiteRules.Item item = code == null ? choose(scan, rules, card) : null;
    if (code == null) {
      code = judgeItem(scan, card, item, now);
    }
    int known = card.isPresent() ? cardIndex : -1;
    return new Judgement(scan, rules, presented, code, item, card, known, list, now);
  }

  /** The strictest of the pass, the card and the moment before which its codes are dead. */
  private static @Nullable ResultCode judgeCard(
      Presented presented, StatusWord shown, StatusWord card) {
    boolean passExpected = presented.kind() == Presented.Kind.PASS;
    if (shown.isPass() != passExpected || !shown.isActive() || !card.isActive()) {
      return ResultCode.CARD_UNAVAILABLE;
    }
    boolean fetchedTooEarly =
        presented.kind() == Presented.Kind.LIVE_CODE
            && presented.fetchedAt() < card.codesNotBefore();
    return fetchedTooEarly ? ResultCode.CARD_UNAVAILABLE : null;
  }

  private static @Nullable ResultCode judgeFreshness(
      Scan scan, SiteRules rules, @Nullable ListState list) {
    if (list == null || list.age().compareTo(rules.staleness()) > 0) {
      return ResultCode.LIST_STALE;
    }
    Long minRev = scan.minRev();
    return minRev != null && list.rev() < minRev ? ResultCode.LIST_STALE : null;
  }

  private static @Nullable ResultCode judgeTermAndForm(
      SiteRules rules, Presented presented, StatusWord card, Instant now) {
    if (card.endedAt(now)) {
      return ResultCode.CARD_EXPIRED;
    }
    boolean accepted =
        switch (presented.kind()) {
          case LIVE_CODE -> true;
          case PASS -> rules.staticPasses();
          case TYPED_NUMBER -> rules.numberLookup();
          case UNKNOWN -> false;
        };
    return accepted ? null : ResultCode.LIVE_CODE_REQUIRED;
  }

  /** The item asked for, else the first that covers the holder, else the first. */
  private static SiteRules.@Nullable Item choose(Scan scan, SiteRules rules, StatusWord card) {
    List<SiteRules.Item> items = rules.items();
    String wanted = scan.item();
    for (SiteRules.Item item : items) {
      if (wanted == null
          ? item.classes().contains(card.talentClass())
          : item.code().equals(wanted)) {
        return item;
      }
    }
    return wanted == null && !items.isEmpty() ? items.get(0) : null;
  }

  private static ResultCode judgeItem(
      Scan scan, StatusWord card, SiteRules.@Nullable Item item, Instant now) {
    if (item == null) {
      return ResultCode.VENUE_NOT_COVERED;
    }
    if (!item.classes().contains(card.talentClass())) {
      return ResultCode.CLASS_NOT_COVERED;
    }
    Scan.Ticket ticket = scan.ticket();
    if (item.ticketed() && ticket != null && !isForThisTrip(ticket, now)) {
      return ResultCode.TICKET_MISMATCH;
    }
    return scan.companions() > item.maxPersons() - 1
        ? ResultCode.TOO_MANY_COMPANIONS
        : ResultCode.VALID;
  }

  /**
   * From six hours before the scheduled until the actual departure; the calendar day does not
   * matter.
   */
  public static boolean isForThisTrip(Scan.Ticket ticket, Instant now) {
    boolean early = now.isBefore(ticket.scheduledAt().minus(TICKET_LEAD));
    boolean gone = now.isAfter(ticket.scheduledAt()) && !ticket.delayed();
    return !early && !gone;
  }
}
