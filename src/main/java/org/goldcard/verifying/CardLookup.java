package org.goldcard.verifying;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
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

  /**
   * Looks nothing up: of a node that may not read who holds a card. A typed number is then answered
   * with {@link ResultCode#LOOKUP_UNAVAILABLE}, and a holder is named only where the shared memory
   * knows how.
   */
  static CardLookup none() {
    return new CardLookup() {
      @Override
      public CompletionStage<OptionalInt> byNumber(CardNumber number) {
        return CompletableFuture.failedStage(new IllegalStateException("not on this node"));
      }

      @Override
      public CompletionStage<OptionalInt> byDocument(String documentNumber) {
        return CompletableFuture.failedStage(new IllegalStateException("not on this node"));
      }

      @Override
      public CompletionStage<ScanMemory.@Nullable Display> display(int cardIndex) {
        return CompletableFuture.completedStage(null);
      }
    };
  }
}
