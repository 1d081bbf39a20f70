package org.goldcard.load.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.goldcard.load.Ammunition;
import org.goldcard.load.Figures;
import org.goldcard.load.Gun;
import org.goldcard.load.Shots;
import org.goldcard.load.Volley;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;

/** How slow the first scans after a start are, with and without practice before it. */
final class StartTable {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int PER_SECOND = 300;
  private static final int SECONDS = 3;
  private static final int CARDS = 2000;
  private static final int SCANNERS = 100;

  private final Figures figures = new Figures();
  private final Town town;
  private final Ammunition ammunition;

  private StartTable() {
    this.town =
        new Town(
            TestServers.freshDatabase(StartTable.class), TestServers.freshRedis(), CARDS, SCANNERS);
    this.ammunition = new Ammunition(town);
  }

  static void run() {
    Cores.pinThisProcess(Cores.OTHERS);
    StartTable table = new StartTable();
    for (int round = 1; round <= ROUNDS; round++) {
      table.start("0");
      table.start("1500");
    }
    table.print();
  }

  private void start(String seconds) {
    Launch way =
        Launch.main(town, List.of("serve"))
            .on(Cores.MEASURED)
            .in(Ground.JVM)
            .with("WARM_UP", seconds);
    long from = System.nanoTime();
    try (Node node = new Node(town, way)) {
      node.awaitReady();
      figures.add("ready " + seconds, (System.nanoTime() - from) / 1e9);
      tell(node);
      for (int second = 1; second <= SECONDS; second++) {
        try (Shots shots = ammunition.desk(PER_SECOND)) {
          Volley volley = Gun.openLoop(node.port(), 32, shots, PER_SECOND).proven("after a start");
          figures.add(second + " p50 " + seconds, volley.micros(50) / 1000);
          figures.add(second + " p99 " + seconds, volley.micros(99) / 1000);
        }
      }
    }
  }

  private static void tell(Node node) {
    try (Stream<String> lines = Files.lines(node.log())) {
      lines.filter(line -> line.contains("practised")).forEach(System.out::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print() {
    System.out.printf(
        "%n%d scans a second from the moment of readiness, one core, medians [range] of %d%n",
        PER_SECOND, ROUNDS);
    System.out.println(
        "| practice ms | start to ready s | first second p50, p99 ms | second | third |");
    System.out.println("|---|---|---|---|---|");
    for (String seconds : List.of("0", "1500")) {
      StringBuilder row = new StringBuilder("| " + seconds + " | ");
      row.append(figures.spread("ready " + seconds, "%.1f")).append(" |");
      for (int second = 1; second <= SECONDS; second++) {
        row.append(' ').append(figures.spread(second + " p50 " + seconds, "%.1f")).append(", ");
        row.append(figures.spread(second + " p99 " + seconds, "%.0f")).append(" |");
      }
      System.out.println(row);
    }
  }
}
