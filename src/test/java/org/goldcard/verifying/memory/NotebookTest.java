package org.goldcard.verifying.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NotebookTest {
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private Notebook notebook(int notes) {
    return new Notebook(notes, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void findsWhatWasNotedLastUnderAKey() {
    Notebook notes = notebook(100);
    notes.note("key", "first", LIFE);
    notes.note("other", "南门", LIFE);
    notes.note("key", "", LIFE);
    assertThat(notes.find("key")).isEmpty();
    assertThat(notes.find("other")).isEqualTo("南门");
    assertThat(notes.find("nobody")).isNull();
  }

  @Test
  void aNoteCountsUntilItsLifeIsOver() {
    Notebook notes = notebook(100);
    notes.note("key", "text", LIFE);
    pass(LIFE.minusNanos(1));
    assertThat(notes.find("key")).isEqualTo("text");
    pass(Duration.ofNanos(1));
    assertThat(notes.find("key")).isNull();
  }

  @Test
  void keepsTheNewerHalfOfWhatItMayHold() {
    Notebook notes = notebook(1000);
    for (int i = 0; i < 10_000; i++) {
      notes.note("key " + i, "text " + i, LIFE);
      assertThat(notes.find("key " + Math.max(0, i - 499))).isNotNull();
    }
    assertThat(notes.find("key " + 8_999)).isNull();
  }

  @Test
  void itsMemoryStaysWhatItIsHoweverManyNotesCome() {
    Notebook notes = notebook(20_000);
    write(notes, 0, 40_000);
    long full = notes.bytes();
    write(notes, 40_000, 400_000);
    assertThat(notes.bytes()).isEqualTo(full);
  }

  private static void write(Notebook notes, int from, int to) {
    for (int i = from; i < to; i++) {
      notes.note("scanner-0001 request-%07d".formatted(i), "text of %07d".formatted(i), LIFE);
    }
  }

  @Test
  void knowsWhatAMapWouldKnowWhileNothingIsForgotten() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Notebook notes = notebook(40_000);
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> ends = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      String key = "key " + random.nextInt(9_000);
      if (random.nextInt(3) > 0) {
        Duration life = Duration.ofSeconds(1 + random.nextInt(100));
        String text = "x".repeat(random.nextInt(60)) + i;
        notes.note(key, text, life);
        texts.put(key, text);
        ends.put(key, nanos.get() + life.toNanos());
      }
      boolean counts = ends.containsKey(key) && nanos.get() - ends.get(key) < 0;
      assertThat(notes.find(key)).as(key).isEqualTo(counts ? texts.get(key) : null);
      pass(Duration.ofMillis(random.nextInt(20)));
    }
  }

  @Test
  void refusesWhatIsLongerThanABlock() {
    Notebook notes = notebook(10);
    String endless = "x".repeat(1 << 18);
    assertThatThrownBy(() -> notes.note("key", endless, LIFE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text: longer than a block");
  }
}
