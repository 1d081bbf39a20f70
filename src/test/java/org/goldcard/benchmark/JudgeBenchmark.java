package org.goldcard.benchmark;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.status.CardTable;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.ScanReader;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Conclusion;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;
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

/** A scan without its wait on Redis, over 20,000 distinct live codes and 10 million cards. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class JudgeBenchmark {
  private static final int CODES = 20_000;
  private static final int CARDS = 10_000_000;
  private static final Instant NOW = Instant.parse(PassForger.NOW);
  private static final Scan.Scanner SCANNER = new Scan.Scanner("gate", "park", "east", true);
  private static final ScanMemory.Note NOTE =
      new ScanMemory.Note(
          ScanMemory.Use.FRESH,
          false,
          new ScanMemory.Visit(1, NOW, "east"),
          new ScanMemory.Display("张*", List.of("0019")),
          true,
          null);

  private final List<Scan> scans = new ArrayList<>();
  private final List<Presented> presented = new ArrayList<>();
  private final SiteRules rules = rules();
  private final ListState list = new ListState(NOW, Duration.ofMillis(200), "postgresql", 1);
  private @Nullable CodeReader reader;
  private @Nullable Judge judge;
  private int next;

  /** Fills the table, signs the codes. */
  @Setup
  public void make() {
    CardTable table = new CardTable();
    LocalDate lastDay = LocalDate.of(2031, 5, 31);
    StatusWord word = StatusWord.card(CardState.ACTIVE, TalentClass.B, lastDay, Instant.EPOCH);
    for (int i = 0; i < CARDS; i++) {
      table.put(i, word.bits());
    }
    TestKeys keys = new TestKeys();
    KeyRing ring = keys.ring(Signatures.available().get(0));
    TickingClock clock = new TickingClock(PassForger.NOW);
    LiveCodes codes = new LiveCodes(new JwsSigner(() -> ring), new SecureRandom());
    reader = new CodeReader(new ScanReader(() -> ring, new Issuer(PassForger.ISSUER), clock));
    judge = new Judge(table::at, clock);
    Random random = new Random(20180919);
    for (int i = 0; i < CODES; i++) {
      CardNumber number = CardNumber.random(random);
      String code =
          codes.ahead(number, random.nextInt(CARDS), clock.instant(), 1).get(0).token().text();
      scans.add(new Scan(code, null, 0, null, null, "r" + i, null, SCANNER));
      presented.add(reader.read(code));
    }
  }

  private static SiteRules rules() {
    SiteRules.Phrase text = new SiteRules.Phrase("免购门票入园", "Free entrance");
    SiteRules.Item item =
        new SiteRules.Item(
            "TOURISM_FITNESS.FREE_ENTRY",
            text,
            "济人才办发〔2018〕12号第二十条",
            EnumSet.allOf(TalentClass.class),
            List.of(new SiteRules.Check("OWN_ID", text)),
            true,
            1,
            false,
            "示例-001",
            null);
    Duration budget = Duration.ofSeconds(5);
    return new SiteRules(
        "park", false, List.of(item), false, false, SiteRules.Visits.COUNTED, budget, true);
  }

  /** Strict reading with the signature. */
  @Benchmark
  public Presented read() {
    return Objects.requireNonNull(reader).read(scans.get(step()).code());
  }

  /** What comes after: status, term, entitlement, and the answer. */
  @Benchmark
  public Verification judgeAndConclude() {
    int at = step();
    return answer(scans.get(at), presented.get(at));
  }

  /** Both. */
  @Benchmark
  public Verification whole() {
    Scan scan = scans.get(step());
    return answer(scan, Objects.requireNonNull(reader).read(scan.code()));
  }

  private Verification answer(Scan scan, Presented shown) {
    Judgement judgement = Objects.requireNonNull(judge).judge(scan, rules, shown, list);
    Verification answer = Conclusion.of("v", judgement, NOTE);
    if (answer.admit() == Verification.Admit.NO) {
      throw new IllegalStateException("a good scan was refused: " + answer.result());
    }
    return answer;
  }

  private int step() {
    next = next + 1 == CODES ? 0 : next + 1;
    return next;
  }
}
