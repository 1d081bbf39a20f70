package org.goldcard.architecture.planted.token.one;

import org.goldcard.architecture.planted.token.two.SecondHalf;

/** Planted: half of a cycle. */
public record FirstHalf(SecondHalf other) {}
