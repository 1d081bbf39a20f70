package org.goldcard.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.card.CardNumber;
import org.goldcard.verifying.ScanMemory.Display;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownDisplaysTest {
  private static final int CARD = 7;

  private final AtomicLong nanos = new AtomicLong();
  private final OneHolder record = new OneHolder();
  private final KnownDisplays displays = new KnownDisplays(record, 100, nanos::get);

  @Test
  void asksTheRecordOnceForOneHolder() {
    assertThat(name()).isEqualTo("张*");
    assertThat(name()).isEqualTo("张*");
    assertThat(record.asked).isEqualTo(1);
  }

  @Test
  void showsACorrectedNameAsSoonAsTheChangePassedBy() {
    assertThat(name()).isEqualTo("张*");
    record.name = "章*";
    displays.changed(CARD);
    assertThat(name()).isEqualTo("章*");
  }

  @Test
  void keepsNothingThatWasReadWhileItsCardChanged() {
    CompletableFuture<@Nullable Display> slow = new CompletableFuture<>();
    record.slow = slow;
    CompletionStage<@Nullable Display> first = displays.display(CARD);
    displays.changed(CARD);
    slow.complete(new Display("张*", List.of()));
    assertThat(first.toCompletableFuture()).isCompleted();
    record.slow = null;
    record.name = "章*";
    assertThat(name()).isEqualTo("章*");
  }

  @Test
  void forgetsAllWhenNobodyCanTellWhatChanged() {
    assertThat(name()).isEqualTo("张*");
    record.name = "章*";
    displays.forgetAll();
    assertThat(name()).isEqualTo("章*");
  }

  @Test
  void knowsNobodyForLongerThanItsLife() {
    assertThat(name()).isEqualTo("张*");
    record.name = "章*";
    nanos.addAndGet(KnownDisplays.LIFE.toNanos() + 1);
    assertThat(name()).isEqualTo("章*");
  }

  private String name() {
    Display display = displays.display(CARD).toCompletableFuture().join();
    return display == null ? "" : display.maskedName();
  }

  /** A record with one holder. */
  private static final class OneHolder implements CardLookup {
    private String name = "张*";
    private int asked;
    private @Nullable CompletableFuture<@Nullable Display> slow;

    @Override
    public CompletionStage<OptionalInt> byNumber(CardNumber number) {
      return CompletableFuture.completedFuture(OptionalInt.empty());
    }

    @Override
    public CompletionStage<OptionalInt> byDocument(String documentNumber) {
      return CompletableFuture.completedFuture(OptionalInt.empty());
    }

    @Override
    public CompletionStage<@Nullable Display> display(int cardIndex) {
      asked++;
      CompletableFuture<@Nullable Display> later = slow;
      return later != null
          ? later
          : CompletableFuture.completedFuture(new Display(name, List.of("1234")));
    }
  }
}
