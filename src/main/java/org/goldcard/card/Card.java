package org.goldcard.card;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One card as recorded: the right, whatever passes and live codes show it.
 *
 * @param number kept through upgrade, renewal and phone change
 * @param talentId the holder's record
 * @param talentClass the class whose benefits it opens
 * @param validity its term
 * @param state the recorded state, never EXPIRED
 * @param version 1 at first issue, one more with each upgrade, renewal or correction of class
 * @param index its entry for live codes in the status list, random and never reused
 * @param passIndex the entry of its current pass
 * @param codesNotBefore live codes fetched before this moment are refused (whole seconds)
 * @param suspendedUntil when a suspension lifts by itself; null unless SUSPENDED
 */
public record Card(
    CardNumber number,
    long talentId,
    TalentClass talentClass,
    Validity validity,
    CardState state,
    int version,
    int index,
    int passIndex,
    Instant codesNotBefore,
    @Nullable Instant suspendedUntil) {

  /** Refuses an impossible card. */
  public Card {
    if (state == CardState.EXPIRED) {
      throw new IllegalArgumentException("state: EXPIRED is never recorded");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version: below 1");
    }
    if ((state == CardState.SUSPENDED) != (suspendedUntil != null)) {
      throw new IllegalArgumentException("suspendedUntil: set exactly while SUSPENDED");
    }
  }

  /** The state as people see it: EXPIRED once the term is over, unless a final state says more. */
  public CardState stateAt(Instant now) {
    return !state.isFinal() && validity.endedAt(now) ? CardState.EXPIRED : state;
  }

  /** The entry that scanners judge this card's live codes by. */
  public StatusWord word() {
    return StatusWord.card(state, talentClass, validity.lastDay(), codesNotBefore);
  }
}
