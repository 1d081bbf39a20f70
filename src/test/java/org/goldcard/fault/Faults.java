package org.goldcard.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The program behind {@code exec:exec@faults}: every fault in turn for some minutes, or so many
 * faults drawn at random. It ends with 1 when a promise was broken.
 */
public final class Faults {
  private static final int MINUTES = Integer.getInteger("minutes", 10);
  private static final int RANDOM = Integer.getInteger("faults", 0);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Duration CALM = Duration.ofSeconds(2);

  private Faults() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    System.out.println("seed " + SEED);
    boolean kept;
    try (FaultRun run = new FaultRun()) {
      run.calm(CALM);
      if (RANDOM > 0) {
        atRandom(run);
      } else {
        inTurn(run);
      }
      run.calm(CALM);
      Checker checker = run.finish();
      List<String> lost = new ArrayList<>(run.lost());
      lost.addAll(run.misrecorded(checker));
      run.print(checker);
      lost.stream().limit(20).forEach(l -> System.out.println("LOST " + l));
      System.out.println(
          "violations: " + checker.violations().size() + ", acknowledged and lost: " + lost.size());
      kept = checker.violations().isEmpty() && lost.isEmpty();
    }
    System.exit(kept ? 0 : 1);
  }

  /** Each as long as the time allows: those that are not noticed within seconds need longest. */
  private static void inTurn(FaultRun run) throws Exception {
    List<Fault> faults = run.faults();
    long each = Math.max(1, MINUTES * 60L / faults.size() - 4);
    for (Fault fault : faults) {
      System.out.println("row " + fault.row() + ": " + fault.name() + ", " + each + " s");
      run.suffer(fault, Duration.ofSeconds(each));
      run.calm(CALM);
    }
  }

  private static void atRandom(FaultRun run) throws Exception {
    List<Fault> faults = run.faults();
    Random random = new Random(SEED);
    for (int i = 0; i < RANDOM; i++) {
      Fault fault = faults.get(random.nextInt(faults.size()));
      run.suffer(fault, Duration.ofMillis(20 + random.nextInt(700)));
      if (i % 50 == 49) {
        System.out.println(i + 1 + " of " + RANDOM);
      }
    }
  }
}
