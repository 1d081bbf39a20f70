package org.goldcard.verifying;

import org.goldcard.card.StatusWord;

/** The card table as the judge reads it: in memory, lock-free, a few nanoseconds. */
@FunctionalInterface
public interface CardStatuses {
  /** The entry at an index; {@link StatusWord#NONE} where nobody was given one. */
  StatusWord at(int index);
}
