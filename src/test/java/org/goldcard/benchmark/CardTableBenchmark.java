package org.goldcard.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.status.CardTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Looking a card up among 10 million, at random places, as scans do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CardTableBenchmark {
  private static final int ENTRIES = 10_000_000;
  private static final int DRAWN = 1 << 16;

  private final CardTable table = new CardTable();
  private final int[] drawn = new int[DRAWN];
  private final Instant now = Instant.parse("2026-06-01T01:00:00Z");
  private int next;

  /** Fills the table and draws the places to look at. */
  @Setup
  public void fill() {
    LocalDate lastDay = LocalDate.of(2031, 5, 31);
    StatusWord word = StatusWord.card(CardState.ACTIVE, TalentClass.B, lastDay, Instant.EPOCH);
    long before = used();
    for (int i = 0; i < ENTRIES; i++) {
      table.put(i, word.bits());
    }
    System.out.printf("%,d entries take %,d bytes%n", ENTRIES, used() - before);
    Random random = new Random(7);
    for (int i = 0; i < DRAWN; i++) {
      drawn[i] = random.nextInt(ENTRIES);
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The packed entry. */
  @Benchmark
  public long bits() {
    return table.bits(drawn[next++ & DRAWN - 1]);
  }

  /** The entry as judged: in use, active, not past its last day. */
  @Benchmark
  public boolean judged() {
    StatusWord word = table.at(drawn[next++ & DRAWN - 1]);
    return word.isActive() && !word.endedAt(now);
  }

  /** A segment that is not there. */
  @Benchmark
  public long absent() {
    return table.bits(CardTable.CAPACITY - 1 - (next++ & DRAWN - 1));
  }
}
