package org.goldcard.card;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a card (article 24, decided points in the design): each method is one change,
 * as a new card or the reason why not. Pure; the caller records what comes back.
 */
public final class CardLife {
  /**
   * How long a suspension by one person lasts; a second person's confirmation may prolong it to 72
   * hours in all.
   */
  public static final Duration UNCONFIRMED_SUSPENSION = Duration.ofHours(24);

  private CardLife() {}

  /**
   * 暂停使用, for security: lifts by itself after {@link #UNCONFIRMED_SUSPENSION}. Only an active card.
   */
  public static Outcome<Card> suspend(Card card, Instant now) {
    if (card.stateAt(now) != CardState.ACTIVE) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    return Outcome.done(
        with(card, CardState.SUSPENDED, card.codesNotBefore(), now.plus(UNCONFIRMED_SUSPENSION)));
  }

  /**
   * 挂失: also of a suspended card, for the holder's word outlasts the 72 hours. Kills codes fetched
   * before.
   */
  public static Outcome<Card> reportLost(Card card, Instant now) {
    CardState state = card.stateAt(now);
    if (state != CardState.ACTIVE && state != CardState.SUSPENDED) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    return Outcome.done(with(card, CardState.LOST, later(card.codesNotBefore(), now), null));
  }

  /**
   * Lifts a suspension or a loss report. Codes fetched before stay dead: they may be in other
   * hands.
   */
  public static Outcome<Card> resume(Card card, Instant now) {
    if (card.state() != CardState.SUSPENDED && card.state() != CardState.LOST) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    return Outcome.done(with(card, CardState.ACTIVE, later(card.codesNotBefore(), now), null));
  }

  /** Ends the live codes fetched before, as when another phone presents the card from now on. */
  public static Outcome<Card> endCodes(Card card, Instant now) {
    return card.state().isFinal()
        ? Outcome.refused(CardRefusal.WRONG_STATE)
        : Outcome.done(
            with(card, card.state(), later(card.codesNotBefore(), now), card.suspendedUntil()));
  }

  /** Lifts a suspension whose time is over, and nothing else. */
  public static Outcome<Card> liftOverdue(Card card, Instant now) {
    Instant until = card.suspendedUntil();
    if (until == null || now.isBefore(until)) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    return resume(card, now);
  }

  /** 注销 on the holder's wish or death, from any state but a final one. */
  public static Outcome<Card> close(Card card, Instant now) {
    return end(card, CardState.CLOSED, now);
  }

  /** 收回: only for the execution of a consent under article 24(3). */
  public static Outcome<Card> revoke(Card card, Instant now) {
    return end(card, CardState.REVOKED, now);
  }

  /**
   * Article 24(2): a higher class, a new term from the day of approval, the next version. A
   * suspended or lost card is upgraded and stays stopped; an expired one starts anew. No live code
   * is refused for it.
   */
  public static Outcome<Card> upgrade(Card card, TalentClass to, Validity term) {
    if (card.state().isFinal()) {
      return Outcome.refused(CardRefusal.WRONG_STATE);
    }
    if (!to.atLeast(card.talentClass()) || to == card.talentClass()) {
      return Outcome.refused(CardRefusal.NOT_HIGHER);
    }
    return Outcome.done(newVersion(card, to, term));
  }

  /**
   * A new term on the same number after a new recognition of the same class, or a lower one at the
   * old term's end.
   */
  public static Outcome<Card> renew(Card card, TalentClass talentClass, Validity term) {
    return card.state().isFinal()
        ? Outcome.refused(CardRefusal.WRONG_STATE)
        : Outcome.done(newVersion(card, talentClass, term));
  }

  /**
   * 更正: what should have been recorded from the start; neither upgrade nor downgrade, so any class
   * may follow.
   */
  public static Outcome<Card> correct(Card card, TalentClass talentClass, Validity term) {
    return renew(card, talentClass, term);
  }

  private static Outcome<Card> end(Card card, CardState state, Instant now) {
    return card.state().isFinal()
        ? Outcome.refused(CardRefusal.WRONG_STATE)
        : Outcome.done(with(card, state, later(card.codesNotBefore(), now), null));
  }

  private static Card with(
      Card card, CardState state, Instant codesNotBefore, @Nullable Instant until) {
    return new Card(
        card.number(),
        card.talentId(),
        card.talentClass(),
        card.validity(),
        state,
        card.version(),
        card.index(),
        card.passIndex(),
        codesNotBefore,
        until);
  }

  private static Card newVersion(Card card, TalentClass talentClass, Validity term) {
    return new Card(
        card.number(),
        card.talentId(),
        talentClass,
        term,
        card.state(),
        card.version() + 1,
        card.index(),
        card.passIndex(),
        card.codesNotBefore(),
        card.suspendedUntil());
  }

  /**
   * Rounded up: a code fetched in the same second before the change must die, one fetched after may
   * wait a second.
   */
  private static Instant later(Instant old, Instant now) {
    Instant whole = now.truncatedTo(ChronoUnit.SECONDS);
    Instant next = whole.equals(now) ? now : whole.plusSeconds(1);
    return next.isAfter(old) ? next : old;
  }
}
