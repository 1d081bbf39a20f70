package org.goldcard.load.table;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.goldcard.load.Ammunition;
import org.goldcard.load.Figures;
import org.goldcard.load.Shots;
import org.goldcard.load.Subject;
import org.goldcard.load.Volley;
import org.jspecify.annotations.Nullable;

/**
 * What a scan costs, beside what cannot be saved and beside a peer: slices of every subject in
 * turn, several rounds, medians. A wrong answer anywhere ends the run.
 */
final class ScanTable {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("seconds", 3));
  private static final int DISTINCT = 20_000;
  private static final int WARM_MOST = 12;
  private static final String SERVICE = "service";
  private static final String GATE = "service, visits counted";
  private static final String EXPIRED = "service, expired code";
  private static final String GARBAGE = "service, garbage";
  private static final String ALONE = "service without Redis";
  private static final String BARE = "bare server";
  private static final String SIGNATURE = "signature check";
  private static final String PEER = "peer, same codes (Ed25519)";
  private static final String PEER_ES256 = "peer, codes in ES256";

  private final Ground ground;
  private final Ammunition ammunition;
  private final Figures figures = new Figures();
  private final Subject bare;
  private final Ground.Checks checks;
  private final @Nullable Subject peer;
  private double bestGuess = 6000;

  private ScanTable(Ground ground) throws IOException {
    this.ground = ground;
    this.ammunition = ground.ammunition();
    this.bare = ground.bare();
    this.checks = ground.checks();
    this.peer = PeerPackages.areWanted() ? ground.peer() : null;
  }

  /** Measures and prints. */
  static void run() throws IOException {
    try (Ground ground = new Ground()) {
      ScanTable table = new ScanTable(ground);
      table.warmUp();
      for (int round = 1; round <= ROUNDS; round++) {
        System.out.println("round " + round + " of " + ROUNDS);
        table.round();
      }
      table.print();
    }
  }

  /** Everything that is measured must be compiled by then: until its cost falls no more. */
  private void warmUp() {
    System.out.println("warming up");
    settle(SERVICE, () -> service(SERVICE, ammunition::desk));
    settle(GATE, () -> service(GATE, ammunition::gate));
    settle(ALONE, () -> saturate(ALONE, ground.withoutRedis(), ammunition.desk(shots())));
    settle(EXPIRED, () -> service(EXPIRED, n -> ammunition.expired(DISTINCT).times(4)));
    settle(GARBAGE, () -> service(GARBAGE, n -> ammunition.garbage(DISTINCT).times(8)));
    settle(BARE, this::others);
    figures.clear();
  }

  private void settle(String name, Runnable slice) {
    double before = Double.MAX_VALUE;
    for (int i = 0, quiet = 0; i < WARM_MOST && quiet < 2; i++) {
      slice.run();
      double now = figures.last(name + CPU);
      quiet = now > before * 0.95 ? quiet + 1 : 0;
      before = Math.min(before, now);
    }
  }

  private void round() {
    service(SERVICE, ammunition::desk);
    others();
    saturate(ALONE, ground.withoutRedis(), ammunition.desk(shots()));
    service(EXPIRED, n -> ammunition.expired(DISTINCT).times(4));
    service(GARBAGE, n -> ammunition.garbage(DISTINCT).times(8));
    service(GATE, ammunition::gate);
    double half = figures.last(SERVICE + PER_SECOND) / 2;
    steady(SERVICE, ground.service(), half);
    steady(ALONE, ground.withoutRedis(), half);
    idle(half);
    ratios();
  }

  private static final String PER_SECOND = " per second";
  private static final String CPU = " cpu";
  private static final String P50 = " p50";
  private static final String P99 = " p99";
  private static final String P999 = " p99.9";

  private void others() {
    saturate(BARE, bare, ammunition.expired(DISTINCT).expecting("VALID").times(15));
    figures.add(SIGNATURE + CPU, checks.micros(Duration.ofMillis(1500)));
    Subject node = peer;
    if (node != null) {
      saturate(PEER, node, ammunition.desk(DISTINCT).times(3));
      saturate(PEER_ES256, node, ammunition.es256(DISTINCT).times(3));
    }
  }

  private void service(String name, IntFunction<Shots> shots) {
    saturate(name, ground.service(), shots.apply(shots()));
    bestGuess = Math.max(bestGuess, figures.last(name + PER_SECOND));
  }

  /** As many as can be wanted in a slice. */
  private int shots() {
    return (int) (Math.min(bestGuess, 30_000) * 1.3 * SLICE.toMillis() / 1000);
  }

  private void saturate(String name, Subject subject, Shots shots) {
    try (shots) {
      Subject.Slice slice = subject.saturated(shots, SLICE, name);
      figures.add(name + PER_SECOND, slice.volley().perSecond());
      figures.add(name + CPU, slice.cpuMicros());
    }
  }

  /** The same rate at a server that does nothing: what of the latency is the machine's. */
  private void idle(double perSecond) {
    int rounds = (int) Math.ceil(perSecond * SLICE.toSeconds() * 1.5 / DISTINCT);
    steady(BARE, bare, perSecond, ammunition.expired(DISTINCT).expecting("VALID").times(rounds));
  }

  private void steady(String name, Subject subject, double perSecond) {
    steady(name, subject, perSecond, ammunition.desk((int) (perSecond * SLICE.toSeconds() * 1.5)));
  }

  private void steady(String name, Subject subject, double perSecond, Shots volleys) {
    try (Shots shots = volleys) {
      Volley volley = subject.steady(shots, perSecond, name).volley();
      figures.add(name + P50, volley.micros(50));
      figures.add(name + P99, volley.micros(99));
      figures.add(name + P999, volley.micros(99.9));
    }
  }

  /** Side by side, from one round. */
  private void ratios() {
    double floor = figures.last(BARE + CPU) + figures.last(SIGNATURE + CPU);
    double bound = 1e6 / (1e6 / figures.last(BARE + PER_SECOND) + figures.last(SIGNATURE + CPU));
    double service = figures.last(SERVICE + CPU);
    figures.add("cost / (bare + signature)", service / floor);
    figures.add("cost without Redis / (bare + signature)", figures.last(ALONE + CPU) / floor);
    figures.add("expired / (bare + signature)", figures.last(EXPIRED + CPU) / floor);
    figures.add("throughput of the bound, %", 100 * figures.last(SERVICE + PER_SECOND) / bound);
    figures.add(
        "throughput without Redis of the bound, %", 100 * figures.last(ALONE + PER_SECOND) / bound);
    figures.add(
        "p99 / p50 at half load", figures.last(SERVICE + P99) / figures.last(SERVICE + P50));
    figures.add(
        "p99 / p50 at half load, bare server", figures.last(BARE + P99) / figures.last(BARE + P50));
    figures.add("garbage / accept", figures.last(GARBAGE + CPU) / service);
    figures.add(
        "p99 without Redis / with", figures.last(ALONE + P99) / figures.last(SERVICE + P99));
    if (peer != null) {
      double cheapest = Math.min(figures.last(PEER + CPU), figures.last(PEER_ES256 + CPU));
      figures.add("cost / peer's cheaper code", service / cheapest);
    }
  }

  private void print() {
    System.out.println();
    System.out.println(
        "| what | a second and core | CPU µs a request | p50 µs | p99 µs | p99.9 µs |");
    System.out.println("|---|---|---|---|---|---|");
    String[] names = {SERVICE, GATE, ALONE, EXPIRED, GARBAGE, BARE, SIGNATURE, PEER, PEER_ES256};
    for (String name : names) {
      if (figures.has(name + CPU)) {
        row(name);
      }
    }
    System.out.println();
    System.out.println("| ratio, side by side | median [range] | goal | reached |");
    System.out.println("|---|---|---|---|");
    atMost("cost / (bare + signature)", 2);
    atMost("cost without Redis / (bare + signature)", 1.5);
    atMost("expired / (bare + signature)", 1.5);
    atLeast("throughput of the bound, %", 65);
    atLeast("throughput without Redis of the bound, %", 65);
    atMost("p99 / p50 at half load", 3);
    atMost("p99 / p50 at half load, bare server", 3);
    atMost("garbage / accept", 1 / 3.0);
    atMost("p99 without Redis / with", 1.1);
    if (peer != null) {
      atMost("cost / peer's cheaper code", 1 / 1.5);
    }
  }

  private void row(String name) {
    System.out.printf(
        "| %s | %s | %s | %s | %s | %s |%n",
        name,
        figures.has(name + PER_SECOND) ? figures.spread(name + PER_SECOND, "%.0f") : "",
        figures.spread(name + CPU, "%.1f"),
        latency(name + P50),
        latency(name + P99),
        latency(name + P999));
  }

  private String latency(String name) {
    return figures.has(name) ? figures.spread(name, "%.0f") : "";
  }

  private void atMost(String name, double goal) {
    boolean reached = figures.median(name) <= goal;
    System.out.println(figures.against(name, "≤ %.2f".formatted(goal), reached));
  }

  private void atLeast(String name, double goal) {
    boolean reached = figures.median(name) >= goal;
    System.out.println(figures.against(name, "≥ %.0f".formatted(goal), reached));
  }
}
