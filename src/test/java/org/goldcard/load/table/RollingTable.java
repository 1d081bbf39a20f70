package org.goldcard.load.table;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes restarted in turn, without a pause, under load that comes as a load balancer sends it:
 * to nodes that said within the last fifth of a second that they are ready, on connections that
 * were not announced to close. Nothing that was sent is ever sent again: it is answered or it
 * failed.
 */
final class RollingTable {
  private static final int REQUESTS = Integer.getInteger("requests", 1_000_000);
  private static final int WORKERS = 8;

  private static final int CARDS = 5000;
  private static final int SCANNERS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Town town;
  private final List<Node> nodes;
  private final AtomicBoolean[] ready = {new AtomicBoolean(true), new AtomicBoolean(true)};
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong right = new AtomicLong();
  private final AtomicLong refusedConnections = new AtomicLong();
  private final Map<String, Integer> failed = new ConcurrentSkipListMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile List<String> tokens = List.of();

  private RollingTable(Town town, List<Node> nodes) {
    this.town = town;
    this.nodes = nodes;
  }

  static void run() {
    Cores.pinThisProcess(Cores.OTHERS);
    String database = TestServers.freshDatabase(RollingTable.class);
    Town town = new Town(database, TestServers.freshRedis(), CARDS, SCANNERS);
    Launch way =
        Launch.main(town, List.of("serve"))
            .in(List.of("-XX:+UseSerialGC", "-Xmx256m"))
            .with("WARM_UP", "1500");
    try (Node first = new Node(town, way);
        Node second = new Node(town, way)) {
      first.awaitReady();
      second.awaitReady();
      new RollingTable(town, List.of(first, second)).measure();
    }
  }

  private void measure() {
    tokens = town.deskTokens();
    Thread looking = daemon("look", this::look);
    List<Thread> workers =
        IntStream.range(0, WORKERS)
            .mapToObj(worker -> daemon("worker-" + worker, () -> work(worker)))
            .toList();
    int restarts = 0;
    int unclean = 0;
    int repeated = 0;
    while (sent.get() < REQUESTS) {
      Node node = nodes.get(restarts % 2);
      unclean += node.terminate() == 0 ? 0 : 1;
      node.restart();
      repeated += awaitReady(node);
      restarts++;
      tokens = town.deskTokens();
      // The balancer has to have seen it before the other one may go.
      LockSupport.parkNanos(LOOK.multipliedBy(5).toNanos());
    }
    over.set(true);
    workers.forEach(RollingTable::join);
    join(looking);
    System.out.printf(
        "rolling restart: %d requests, %d right, %d failed or wrong %s; %d restarts,"
            + " %d not ended in order, %d starts repeated; %d connections refused before anything"
            + " was sent%n",
        sent.get(),
        right.get(),
        sent.get() - right.get(),
        failed,
        restarts,
        unclean,
        repeated,
        refusedConnections.get());
  }

  /** A start that fails, as when the database is too slow for it, is made again by who keeps it. */
  private static int awaitReady(Node node) {
    for (int repeated = 0; ; repeated++) {
      try {
        node.awaitReady();
        return repeated;
      } catch (IllegalStateException e) {
        System.out.println("a start failed: " + e.getMessage());
        node.restart();
      }
    }
  }

  /** What a load balancer does beside the traffic. */
  private void look() {
    while (!over.get()) {
      for (int i = 0; i < 2; i++) {
        ready[i].set(nodes.get(i).isReady());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void work(int worker) {
    @Nullable Wire[] wires = new Wire[2];
    for (int turn = 0; !over.get() && sent.get() < REQUESTS; turn++) {
      int node = ready[turn % 2].get() ? turn % 2 : 1 - turn % 2;
      Wire wire = open(wires, node);
      if (wire != null && !send(wire, worker, turn)) {
        wires[node] = null;
      }
    }
  }

  private @Nullable Wire open(@Nullable Wire[] wires, int node) {
    Wire known = wires[node];
    try {
      if (known == null || known.isClosing()) {
        known = new Wire(nodes.get(node).port(), PATIENCE);
        wires[node] = known;
      }
      return known;
    } catch (ConnectException e) {
      refusedConnections.incrementAndGet();
      ready[node].set(false);
      return null;
    } catch (IOException e) {
      failed.merge("no connection: " + e, 1, Integer::sum);
      return null;
    }
  }

  private boolean send(Wire wire, int worker, int turn) {
    List<Holder> holders = town.holders();
    Holder holder = holders.get((turn * WORKERS + worker) % holders.size());
    String code = town.signing().liveCode(holder.number(), holder.index());
    String body = "{\"code\":\"%s\",\"requestId\":\"r-%d-%d\"}".formatted(code, worker, turn);
    List<String> present = tokens;
    sent.incrementAndGet();
    try {
      String token = present.get(turn % present.size());
      Wire.Reply reply = wire.post("/v1/verifications", token, "", body);
      String result = reply.status() + " " + reply.text("result") + reply.text("code");
      if (result.startsWith("200 VALID")) {
        right.incrementAndGet();
      } else {
        failed.merge(result, 1, Integer::sum);
      }
      return true;
    } catch (IOException e) {
      failed.merge(e.toString(), 1, Integer::sum);
      return false;
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
