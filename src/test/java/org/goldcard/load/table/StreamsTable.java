package org.goldcard.load.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.goldcard.load.Ammunition;
import org.goldcard.load.Gun;
import org.goldcard.load.Shots;
import org.goldcard.load.Volley;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.ProcessUse;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;

/** A node with thousands of event streams: what they cost, how soon a change is told to all. */
final class StreamsTable {
  private static final int STREAMS = Integer.getInteger("streams", 5000);
  private static final int SILENT = 50;
  private static final int EACH = 8;
  private static final int CARDS = 5000;
  private static final int SCANNERS = 400;
  private static final int CHANGES = 20;
  private static final int PER_SECOND = 200;
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration BURST = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Town town;
  private final Node node;
  private final StreamReaders readers;
  private final Ammunition ammunition;
  private int stopped;

  private StreamsTable(Town town, Node node, StreamReaders readers) {
    this.town = town;
    this.node = node;
    this.readers = readers;
    this.ammunition = new Ammunition(town, town.holders().subList(CARDS / 2, CARDS * 3 / 4));
  }

  static void run() throws IOException {
    Cores.pinThisProcess(Cores.OTHERS);
    String database = TestServers.freshDatabase(StreamsTable.class);
    Town town = new Town(database, TestServers.freshRedis(), CARDS, SCANNERS);
    Launch way = Launch.main(town, List.of("serve")).on(Cores.MEASURED).in(Ground.JVM);
    try (Node node = new Node(town, way).awaitReady();
        StreamReaders readers = new StreamReaders(node.port())) {
      new StreamsTable(town, node, readers).measure();
    }
  }

  private void measure() throws IOException {
    System.out.println("| streams | memory MB | quiet, CPU % | scans beside, p50, p99 ms |");
    System.out.println("|---|---|---|---|");
    for (int warming = 0; warming < 2; warming++) {
      Volley unused = scans();
    }
    line(0);
    List<String> tokens = new ArrayList<>(town.deskTokens());
    tokens.addAll(town.gateTokens());
    readers.openSilent(tokens, EACH, SILENT);
    readers.open(tokens, EACH, STREAMS - SILENT);
    Awaitility.await().atMost(PATIENCE).until(() -> readers.open() == STREAMS - SILENT);
    line(STREAMS);
    changes();
    steady(10);
    flood();
  }

  private void line(int streams) {
    double quiet = share(() -> LockSupport.parkNanos(QUIET.toNanos()), QUIET);
    Volley volley = scans();
    long memory = ProcessUse.residentMegabytes(node.pid());
    System.out.printf(
        "| %d | %d | %.1f | %.1f, %.1f |%n",
        streams, memory, quiet, volley.micros(50) / 1000, volley.micros(99) / 1000);
  }

  private Volley scans() {
    try (Shots shots = ammunition.desk(PER_SECOND * (int) QUIET.toSeconds())) {
      return Gun.openLoop(node.port(), 32, shots, PER_SECOND).proven("beside streams");
    }
  }

  private double share(Runnable work, Duration time) {
    long before = ProcessUse.cpuMicros(node.pid());
    work.run();
    return (ProcessUse.cpuMicros(node.pid()) - before) * 0.1 / time.toMillis();
  }

  /** One after the other, each awaited at every stream. */
  private void changes() throws IOException {
    try (Wire wire = new Wire(node.port(), Duration.ofSeconds(5))) {
      for (int i = 0; i < CHANGES; i++) {
        readers.changing();
        stop(wire);
        Awaitility.await().atMost(PATIENCE).until(() -> readers.told() >= STREAMS - SILENT);
        LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
      }
    }
    System.out.printf(
        "%na change is told to all %d streams: p50 %.0f ms, p99 %.0f ms, max %.0f ms (%d words)%n",
        STREAMS - SILENT,
        readers.times().getValueAtPercentile(50) / 1e6,
        readers.times().getValueAtPercentile(99) / 1e6,
        readers.times().getMaxValue() / 1e6,
        readers.times().getTotalCount());
  }

  private void steady(int perSecond) throws IOException {
    try (Wire wire = new Wire(node.port(), Duration.ofSeconds(5))) {
      double busy = share(() -> stopSteadily(wire, perSecond), QUIET);
      System.out.printf("%d changes a second: CPU %.1f %%%n", perSecond, busy);
    }
  }

  private void stopSteadily(Wire wire, int perSecond) {
    long from = System.nanoTime();
    for (int i = 0; i < perSecond * QUIET.toSeconds(); i++) {
      LockSupport.parkNanos(from + i * 1_000_000_000L / perSecond - System.nanoTime());
      stop(wire);
    }
  }

  /** More than the system holds for those that do not read. */
  private void flood() throws IOException {
    long memory = ProcessUse.residentMegabytes(node.pid());
    long from = System.nanoTime();
    int changes = 0;
    try (Wire wire = new Wire(node.port(), PATIENCE)) {
      for (long end = from + BURST.toNanos(); System.nanoTime() < end; changes++) {
        stop(wire);
      }
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      String metrics = wire.get("/metrics").body();
      metrics.lines().filter(l -> l.contains("slow_reader")).forEach(System.out::println);
    }
    System.out.printf(
        "%d changes without pause, %.0f s: %d of %d who read are still told, memory %d to %d MB%n",
        changes,
        (System.nanoTime() - from) / 1e9,
        readers.open(),
        STREAMS - SILENT,
        memory,
        ProcessUse.residentMegabytes(node.pid()));
  }

  private void stop(Wire wire) {
    Holder holder = town.holders().get(stopped++);
    String path = "/v1/cards/" + holder.number().digits() + "/loss-report";
    try {
      Wire.Reply reply = wire.post(path, town.cityToken(), "stop-" + stopped, "{}");
      if (reply.status() != 200) {
        throw new IllegalStateException("not stopped: " + reply.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
