package org.goldcard.verifying.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.StatusWord;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.CardStatuses;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.jspecify.annotations.Nullable;

/**
 * What stands for card table, record and memory in the sandbox: the test cards alone, and for each
 * client a memory of its own on each node. Nothing here knows a real card. Safe from any thread.
 */
public final class SandboxRecord implements CardStatuses, CardLookup, ScanMemory {
  private static final Display NAMED = new Display("测*", List.of("0000"));
  private static final int CLIENTS = 200;
  private static final int SCANS = 2000;

  private final LongSupplier nanos;
  private final Cache<String, NodeScanMemory> memories =
      Caffeine.newBuilder().maximumSize(CLIENTS).executor(Runnable::run).build();

  /** An empty memory by a monotonic clock. */
  public SandboxRecord(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A reader of codes after which each test card yields its result. */
  public static Function<String, Presented> yielding(Function<String, Presented> reader) {
    return text -> TestCard.yielding(reader.apply(text));
  }

  /** Whether the card at an index is one that is let in. */
  public static boolean counts(int index) {
    return TestCard.at(index).filter(card -> card.yields().admits()).isPresent();
  }

  @Override
  public StatusWord at(int index) {
    return TestCard.at(index).map(card -> word(card.card(), index)).orElse(StatusWord.NONE);
  }

  private static StatusWord word(Card card, int index) {
    return TestCard.isPass(index)
        ? StatusWord.pass(false, card.talentClass(), card.validity().lastDay(), card.index())
        : card.word();
  }

  /**
   * The card that yields {@code LOOKUP_UNAVAILABLE} cannot be looked up; others but VALID are none.
   */
  @Override
  public CompletionStage<OptionalInt> byNumber(CardNumber number) {
    Optional<TestCard> found = TestCard.of(number);
    ResultCode yields = found.map(TestCard::yields).orElse(ResultCode.CARD_UNAVAILABLE);
    if (yields == ResultCode.LOOKUP_UNAVAILABLE) {
      return CompletableFuture.failedFuture(new IllegalStateException("as the test card says"));
    }
    return CompletableFuture.completedFuture(
        yields == ResultCode.VALID
            ? OptionalInt.of(found.orElseThrow().card().index())
            : OptionalInt.empty());
  }

  @Override
  public CompletionStage<OptionalInt> byDocument(String documentNumber) {
    return CompletableFuture.completedFuture(OptionalInt.empty());
  }

  @Override
  public CompletionStage<@Nullable Display> display(int cardIndex) {
    return CompletableFuture.completedFuture(NAMED);
  }

  @Override
  public CompletionStage<Note> remember(Mark mark) {
    NodeScanMemory own =
        memories.get(mark.scanner().clientId(), client -> new NodeScanMemory(SCANS, nanos));
    return own.remember(mark).thenApply(SandboxRecord::shown);
  }

  /** As the memory that all nodes share would answer. */
  private static Note shown(Note note) {
    return new Note(note.use(), note.requestConflict(), note.visit(), NAMED, true, note.first());
  }

  /** How fresh a list is that is always fresh. */
  public static ListState fresh(Instant now) {
    return new ListState(now, Duration.ZERO, "sandbox", 1);
  }
}
