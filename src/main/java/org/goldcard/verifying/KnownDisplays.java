package org.goldcard.verifying;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.card.CardNumber;
import org.jspecify.annotations.Nullable;

/**
 * Knows for a while how holders are named, so that a node without the shared memory does not ask
 * the record at every scan: bounded, and what a card's change makes doubtful is forgotten at once.
 * Everything else is looked up each time. Safe from any thread.
 */
public final class KnownDisplays implements CardLookup {
  /** How long a display record is known at most. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private final CardLookup record;
  private final Cache<Integer, ScanMemory.Display> known;
  private final AtomicLong changes = new AtomicLong();

  /**
   * Knows nothing yet.
   *
   * @param most how many it knows at most; beyond that the least used are forgotten
   * @param nanos a monotonic clock
   */
  public KnownDisplays(CardLookup record, int most, Ticker nanos) {
    this.record = record;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(LIFE)
            .ticker(nanos)
            .executor(Runnable::run)
            .build();
  }

  /** A card has changed: what is known of it counts no more. */
  public void changed(int cardIndex) {
    changes.incrementAndGet();
    known.invalidate(cardIndex);
  }

  /** Nobody can tell which cards have changed: nothing that is known counts any more. */
  public void forgetAll() {
    changes.incrementAndGet();
    known.invalidateAll();
  }

  @Override
  public CompletionStage<OptionalInt> byNumber(CardNumber number) {
    return record.byNumber(number);
  }

  @Override
  public CompletionStage<OptionalInt> byDocument(String documentNumber) {
    return record.byDocument(documentNumber);
  }

  @Override
  public CompletionStage<ScanMemory.@Nullable Display> display(int cardIndex) {
    ScanMemory.Display display = known.getIfPresent(cardIndex);
    if (display != null) {
      return CompletableFuture.completedFuture(display);
    }
    long before = changes.get();
    return record.display(cardIndex).thenApply(found -> keep(cardIndex, found, before));
  }

  /** What was read while something changed may be older than the change. */
  private ScanMemory.@Nullable Display keep(
      int cardIndex, ScanMemory.@Nullable Display found, long before) {
    if (found != null && changes.get() == before) {
      known.put(cardIndex, found);
      if (changes.get() != before) {
        known.invalidate(cardIndex);
      }
    }
    return found;
  }
}
