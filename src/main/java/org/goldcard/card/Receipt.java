package org.goldcard.card;

import java.time.Instant;

/**
 * What an acknowledged change of a card left behind. It is stored with the retry key, so that a
 * repetition answers the same words.
 *
 * @param number the card
 * @param state its recorded state after the change
 * @param talentClass its class after the change
 * @param validity its term after the change
 * @param version its version after the change
 * @param rev the sequence number of the change: a verification with {@code minRev} of at least this
 *     sees it
 * @param at when it was recorded
 */
public record Receipt(
    CardNumber number,
    CardState state,
    TalentClass talentClass,
    Validity validity,
    int version,
    long rev,
    Instant at) {}
