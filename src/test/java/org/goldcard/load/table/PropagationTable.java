package org.goldcard.load.table;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;

/**
 * How long a stop acknowledged at one node is unknown at the other: from the arrival of the
 * acknowledgement to the arrival of the first refusal, asked for about every millisecond. (The
 * commit is a moment before the acknowledgement, and the refusal a moment before its arrival.)
 */
final class PropagationTable {
  private static final int CHANGES = Integer.getInteger("changes", 10_000);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE = 500_000;

  private final Town town;
  private final Histogram fromAcknowledgement = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final Histogram fromAsking = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private String city = "";
  private String desk = "";

  private PropagationTable(Town town) {
    this.town = town;
  }

  static void run() throws IOException {
    Cores.pinThisProcess(Cores.OTHERS);
    Town town =
        new Town(
            TestServers.freshDatabase(PropagationTable.class),
            TestServers.freshRedis(),
            CHANGES,
            1);
    Launch way = Launch.main(town, List.of("serve")).on(Cores.MEASURED).in(Ground.JVM);
    try (Node first = new Node(town, way);
        Node second = new Node(town, way)) {
      first.awaitReady();
      second.awaitReady();
      PropagationTable table = new PropagationTable(town);
      table.measure(first.port(), second.port());
      table.print();
    }
  }

  private void measure(int stopping, int asking) throws IOException {
    try (Wire at = new Wire(stopping, PATIENCE);
        Wire other = new Wire(asking, PATIENCE)) {
      int done = 0;
      for (Holder holder : town.holders()) {
        if (done++ % 500 == 0) {
          city = town.cityToken();
          desk = town.deskTokens().get(0);
        }
        stop(holder, at, other);
      }
    }
  }

  private void stop(Holder holder, Wire at, Wire other) throws IOException {
    String path = "/v1/cards/" + holder.number().digits() + "/loss-report";
    long asked = System.nanoTime();
    Wire.Reply reply = at.post(path, city, "stop-" + holder.index(), "{}");
    long acknowledged = System.nanoTime();
    if (reply.status() != 200) {
      throw new IllegalStateException("not stopped: " + reply.body());
    }
    String result = scan(holder, other);
    while (result.equals("VALID")) {
      LockSupport.parkNanos(PAUSE);
      result = scan(holder, other);
    }
    if (!result.equals("CARD_UNAVAILABLE")) {
      throw new IllegalStateException("neither let in nor stopped: " + result);
    }
    long refused = System.nanoTime();
    fromAcknowledgement.recordValue(refused - acknowledged);
    fromAsking.recordValue(refused - asked);
  }

  private int scans;

  private String scan(Holder holder, Wire other) throws IOException {
    String code = town.signing().liveCode(holder.number(), holder.index());
    String body = "{\"code\":\"" + code + "\",\"requestId\":\"p-" + scans++ + "\"}";
    return other.post("/v1/verifications", desk, "", body).text("result");
  }

  private void print() {
    System.out.println(
        "| stop at one node, refusal at the other | changes | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    print("from its acknowledgement (goal 20, 100, 1000)", fromAcknowledgement);
    print("from asking for it, commit included", fromAsking);
    System.out.println("scans: " + scans);
  }

  private static void print(String what, Histogram times) {
    System.out.printf(
        "| %s | %d | %.2f | %.2f | %.1f |%n",
        what,
        times.getTotalCount(),
        times.getValueAtPercentile(50) / 1e6,
        times.getValueAtPercentile(99) / 1e6,
        times.getMaxValue() / 1e6);
  }
}
