package org.goldcard.verifying;

import java.time.Instant;
import org.goldcard.card.StatusWord;
import org.jspecify.annotations.Nullable;

/**
 * A scan judged from memory alone, before nonce, visits and the holder's name are known.
 *
 * @param scan what was asked
 * @param rules the venue's rules it was judged by
 * @param presented what was shown
 * @param code the answer so far: VALID, FREE_FOR_ALL or a refusal that nothing can soften
 * @param item the benefit item; null where the answer came before it was chosen
 * @param card the card's entry; {@link StatusWord#NONE} where none was found
 * @param cardIndex the card's index; -1 where none was found
 * @param list how fresh the list was; null when no list is loaded yet
 * @param at the moment of judging
 */
public record Judgement(
    Scan scan,
    SiteRules rules,
    Presented presented,
    ResultCode code,
    SiteRules.@Nullable Item item,
    StatusWord card,
    int cardIndex,
    @Nullable ListState list,
    Instant at) {

  /** Whether the scan has to be remembered: something genuine was shown. */
  public boolean isMemorable() {
    return cardIndex >= 0 && code != ResultCode.FREE_FOR_ALL;
  }
}
