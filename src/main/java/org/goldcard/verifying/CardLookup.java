package org.goldcard.verifying;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.CardNumber;
import org.jspecify.annotations.Nullable;

/**
 * Finds the card of a typed number, and the words that name a holder, in the database. The only I/O
 * of verifying beside {@link ScanMemory}; a lost database is a failed stage. Safe from any thread.
 */
public interface CardLookup {
  /** The index of the card with this number; empty when there is none. */
  CompletionStage<OptionalInt> byNumber(CardNumber number);

  /**
   * The index of the present card of the person with this document.
   *
   * @param documentNumber upper case without spaces, of any type
   */
  CompletionStage<OptionalInt> byDocument(String documentNumber);

  /** How the holder of a card is named at a gate; null when the index is nobody's. */
  CompletionStage<ScanMemory.@Nullable Display> display(int cardIndex);
}
