package org.goldcard.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The program behind {@code exec:exec@faults}: every fault in turn for some minutes, so many faults
 * drawn at random, or so many random kills. It ends with 1 when a promise was broken.
 */
public final class Faults {
  private static final int MINUTES = Integer.getInteger("minutes", 10);
  private static final int RANDOM = Integer.getInteger("faults", 0);
  private static final int KILLS = Integer.getInteger("kills", 0);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  /** A command before each random fault, with all at rest: to leave the machine to others. */
  private static final String BETWEEN = System.getProperty("between", "");

  /** In turn: only faults whose name holds this. */
  private static final String ONLY = System.getProperty("only", "");

  private static final String CALLED_OFF = System.getProperty("calledOff", "");

  /** One of so many random faults is of the Sentinels. */
  private static final int OVER_SENTINELS = 10;

  /** About how many there are. */
  private static final int EVERY = 38;

  private static final Duration CALM = Duration.ofSeconds(2);

  private Faults() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    System.out.println("seed " + SEED);
    boolean kept;
    if (KILLS > 0) {
      kept = suffer(World.withGate(FaultRun.CARDS), Faults::kill);
    } else if (RANDOM > 0) {
      int sentinel = RANDOM / OVER_SENTINELS;
      kept = suffer(World.withGate(FaultRun.CARDS), run -> atRandom(run, RANDOM - sentinel));
      kept &= suffer(World.overSentinels(FaultRun.CARDS), run -> atRandom(run, sentinel));
    } else {
      kept = suffer(World.withGate(FaultRun.CARDS), Faults::inTurn);
      boolean some = ONLY.isEmpty() || ONLY.startsWith("sentinel");
      kept &= !some || suffer(World.overSentinels(FaultRun.CARDS), Faults::inTurn);
    }
    System.exit(kept ? 0 : 1);
  }

  private static boolean suffer(World world, Course course) throws Exception {
    try (FaultRun run = new FaultRun(world)) {
      run.calm(CALM);
      course.run(run);
      run.calm(CALM);
      return judge(run);
    }
  }

  private static boolean judge(FaultRun run) throws Exception {
    Checker checker = run.finish();
    List<String> lost = new ArrayList<>(run.lost());
    List<String> misrecorded = run.misrecorded(checker);
    run.print(checker);
    lost.stream().limit(20).forEach(l -> System.out.println("LOST " + l));
    misrecorded.stream().limit(20).forEach(m -> System.out.println("RECORD " + m));
    System.out.printf(
        "violations: %d, acknowledged and lost: %d, scan records lost or doubled: %d%n",
        checker.violations().size(), lost.size(), misrecorded.size());
    return checker.violations().isEmpty() && lost.isEmpty() && misrecorded.isEmpty();
  }

  /** Each as long as the time allows: those that are not noticed within seconds need longest. */
  private static void inTurn(FaultRun run) throws Exception {
    List<Fault> faults =
        run.faults().stream().filter(fault -> fault.name().contains(ONLY)).toList();
    long each = Math.max(1, MINUTES * 60L / (ONLY.isEmpty() ? EVERY : faults.size()) - 4);
    for (Fault fault : faults) {
      System.out.println("row " + fault.row() + ": " + fault.name() + ", " + each + " s");
      run.suffer(fault, Duration.ofSeconds(each));
      run.calm(CALM);
    }
  }

  private static void atRandom(FaultRun run, int count) throws Exception {
    List<Fault> faults = run.faults();
    Random random = new Random(SEED);
    for (int i = 0; i < count && !isCalledOff(); i++) {
      run.whileAllRest(Faults::between);
      Fault fault = faults.get(random.nextInt(faults.size()));
      run.suffer(fault, Duration.ofMillis(20 + random.nextInt(700)));
      if (i % 50 == 49) {
        System.out.println(i + 1 + " of " + count);
      }
    }
  }

  private static void kill(FaultRun run) throws Exception {
    Random random = new Random(SEED);
    Kills kills = new Kills(run.world(), random);
    for (int said = 0; kills.count() < KILLS && !isCalledOff(); ) {
      run.whileAllRest(Faults::between);
      run.suffer(kills.next(), Duration.ofMillis(random.nextInt(300)));
      if (kills.count() - said >= 25) {
        said = kills.count();
        System.out.println(said + " of " + KILLS + " kills: " + kills.done());
      }
    }
    System.out.println("kills: " + kills.count() + " " + kills.done());
  }

  /** A file of this name ends a long run early, and in order. */
  private static boolean isCalledOff() {
    return !CALLED_OFF.isEmpty() && Files.exists(Path.of(CALLED_OFF));
  }

  private static void between() throws IOException, InterruptedException {
    if (BETWEEN.isEmpty()) {
      return;
    }
    if (new ProcessBuilder(BETWEEN.split(" ")).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("failed: " + BETWEEN);
    }
  }

  /** What is done to a world. */
  @FunctionalInterface
  private interface Course {
    void run(FaultRun run) throws Exception;
  }
}
