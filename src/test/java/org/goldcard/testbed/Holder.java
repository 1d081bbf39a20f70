package org.goldcard.testbed;

import org.goldcard.card.CardNumber;

/**
 * Somebody with a card in use.
 *
 * @param number the card
 * @param index its entry in the card table
 */
public record Holder(CardNumber number, int index) {}
