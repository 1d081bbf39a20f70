package org.goldcard.load.table;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.goldcard.load.Ammunition;
import org.goldcard.load.Figures;
import org.goldcard.load.Shots;
import org.goldcard.load.Subject;
import org.goldcard.load.Volley;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.ProcessUse;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;

/** A node with ten million cards beside one with ten thousand: start, memory, cost, lists. */
final class ScaleTable {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("seconds", 3));
  private static final int LISTS = Integer.getInteger("lists", 10);
  private static final int FEW = 10_000;
  private static final int SCANNERS = 400;
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx1500m");

  private final Figures figures = new Figures();

  static void run() throws IOException {
    Cores.pinThisProcess(Cores.OTHERS);
    Town few = town(FEW);
    Town many = town(1000);
    Multitude multitude = new Multitude(many, LISTS);
    List<Holder> holders = multitude.settle();
    try (Side small = new Side(few, few.holders());
        Side large = new Side(many, holders)) {
      System.out.printf("| cards | start to ready s | memory MB |%n|---|---|---|%n");
      small.print(FEW);
      large.print(multitude.cards());
      ScaleTable table = new ScaleTable();
      table.measure(small, large);
      lists(large.node, LISTS);
    }
  }

  private static Town town(int cards) {
    String database = TestServers.freshDatabase(ScaleTable.class);
    return new Town(database, TestServers.freshRedis(), cards, SCANNERS);
  }

  private void measure(Side small, Side large) {
    for (int i = 0; i < 5; i++) {
      saturate("small", small);
      saturate("large", large);
    }
    figures.clear();
    for (int round = 1; round <= ROUNDS; round++) {
      saturate("small", small);
      saturate("large", large);
      double half = figures.last("small per second") / 2;
      steady("small", small, half);
      steady("large", large, half);
      figures.add("ratio", figures.last("large cpu") / figures.last("small cpu"));
    }
    System.out.printf("%n| cards | a second and core | CPU µs a request | p50 µs | p99 µs |%n");
    System.out.println("|---|---|---|---|---|");
    row("small", FEW);
    row("large", LISTS * Multitude.LIST);
    System.out.printf("cost, many to few (goal 1.10): %s%n", figures.spread("ratio", "%.3f"));
  }

  private void row(String name, int cards) {
    System.out.printf(
        "| %,d | %s | %s | %s | %s |%n",
        cards,
        figures.spread(name + " per second", "%.0f"),
        figures.spread(name + " cpu", "%.1f"),
        figures.spread(name + " p50", "%.0f"),
        figures.spread(name + " p99", "%.0f"));
  }

  private void saturate(String name, Side side) {
    int most = (int) (25_000 * SLICE.toSeconds());
    try (Shots shots = side.ammunition.desk(most)) {
      Subject.Slice slice = side.subject().saturated(shots, SLICE, name);
      figures.add(name + " per second", slice.volley().perSecond());
      figures.add(name + " cpu", slice.cpuMicros());
    }
  }

  private void steady(String name, Side side, double perSecond) {
    try (Shots shots = side.ammunition.desk((int) (perSecond * SLICE.toSeconds()))) {
      Volley volley = side.subject().steady(shots, perSecond, name).volley();
      figures.add(name + " p50", volley.micros(50));
      figures.add(name + " p99", volley.micros(99));
    }
  }

  /** What a verifier downloads for a million cards, by the share of them that is withdrawn. */
  private static void lists(Node node, int count) throws IOException {
    String[] shares = {"0.1 %", "1 %", "5 %"};
    long[] bytes = new long[3];
    int[] lists = new int[3];
    try (Wire wire = new Wire(node.port(), Duration.ofSeconds(30))) {
      for (int list = 0; list < count; list++) {
        // List 0 holds the town's own cards.
        Wire.Reply reply = wire.get("/v1/status-lists/" + (list + 1));
        if (reply.status() != 200) {
          throw new IllegalStateException("list " + list + ": " + reply.status());
        }
        bytes[list % 3] += reply.body().length();
        lists[list % 3]++;
      }
    }
    System.out.printf(
        "%n| withdrawn | a list of 1,048,576, kB | 10 million, kB |%n|---|---|---|%n");
    for (int i = 0; i < 3 && lists[i] > 0; i++) {
      double each = bytes[i] / 1000.0 / lists[i];
      System.out.printf("| %s | %.1f | %.0f |%n", shares[i], each, each * 1e7 / Multitude.LIST);
    }
  }

  /** A node with who can be scanned at it. */
  private static final class Side implements AutoCloseable {
    private final Node node;
    private final Ammunition ammunition;
    private final double startSeconds;

    Side(Town town, List<Holder> holders) {
      Launch way = Launch.main(town, List.of("serve")).on(Cores.MEASURED).in(JVM);
      long from = System.nanoTime();
      this.node = new Node(town, way);
      node.awaitReady();
      this.startSeconds = (System.nanoTime() - from) / 1e9;
      this.ammunition = new Ammunition(town, holders);
    }

    Subject subject() {
      return new Subject(node.port(), node.pid());
    }

    void print(int cards) {
      long memory = ProcessUse.residentMegabytes(node.pid());
      System.out.printf("| %,d | %.1f | %d |%n", cards, startSeconds, memory);
    }

    @Override
    public void close() {
      node.close();
    }
  }
}
