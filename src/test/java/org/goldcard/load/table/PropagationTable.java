package org.goldcard.load.table;

import java.io.IOException;
import java.util.List;
import org.goldcard.fault.ReachUnderFaults;
import org.goldcard.testbed.Cores;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Reach;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.TestServers;

/** How long a stop acknowledged at one node is unknown at the other, also while Redis fails. */
final class PropagationTable {
  private static final int CHANGES = Integer.getInteger("changes", 10_000);
  private static final int OF_EACH_FAULT = Integer.getInteger("ofEachFault", 1000);

  private static final int SCANNERS = 20;

  private PropagationTable() {}

  static void run() throws Exception {
    Cores.pinThisProcess(Cores.OTHERS);
    System.out.println(
        "| stop at one node, refusal at the other | changes | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    if (CHANGES > 0) {
      healthy();
    }
    if (OF_EACH_FAULT > 0) {
      ReachUnderFaults.print(OF_EACH_FAULT);
    }
  }

  private static void healthy() throws IOException {
    Town town =
        new Town(
            TestServers.freshDatabase(PropagationTable.class),
            TestServers.freshRedis(),
            CHANGES,
            SCANNERS);
    Launch way = Launch.main(town, List.of("serve")).on(Cores.MEASURED).in(Ground.JVM);
    try (Node first = new Node(town, way);
        Node second = new Node(town, way);
        Reach reach = new Reach(town, first.awaitReady().port(), second.awaitReady().port())) {
      for (Holder holder : town.holders()) {
        reach.stop(holder);
      }
      String goal = "from its acknowledgement (goal 20, 100, 1000)";
      System.out.println(Reach.line(goal, reach.sinceAcknowledgement()));
      System.out.println(Reach.line("from asking for it, commit included", reach.sinceAsking()));
    }
  }
}
