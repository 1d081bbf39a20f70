package org.goldcard.architecture.planted.card;

import org.goldcard.architecture.planted.token.one.FirstHalf;

/** Planted: the words of the card know no token. */
public record WordThatSigns(FirstHalf half) {}
