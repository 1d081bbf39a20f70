package org.goldcard.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What can happen between a node and the servers: cut silently, cut with a refusal, one way, slow.
 */
final class LinkFaults {
  private LinkFaults() {}

  static List<Fault> of(World world) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      World.Way way = world.ways().get(i);
      String node = "node " + (i + 1);
      Duration slow = Fault.REDIS;
      faults.add(cut(node + " and redis: dropped", slow, () -> way.toRedis().drop(), way));
      faults.add(cut(node + " and redis: refused", slow, () -> way.toRedis().refuse(), way));
      faults.add(cut(node + " and redis: one way", slow, () -> way.toRedis().dropAnswers(), way));
      Duration old = Fault.RECORD;
      faults.add(cut(node + " and record: dropped", old, () -> way.toRecord().drop(), way));
      faults.add(cut(node + " and record: refused", old, () -> way.toRecord().refuse(), way));
      faults.add(cut(node + " and record: one way", old, () -> way.toRecord().dropAnswers(), way));
      faults.add(cut(node + " and record: 200 ms slow", old, () -> way.toRecord().delay(200), way));
      faults.add(cut(node + " alone", old, () -> alone(way), way));
    }
    return List.copyOf(faults);
  }

  private static void alone(World.Way way) {
    way.toRedis().drop();
    way.toRecord().drop();
  }

  private static Fault cut(String name, Duration bound, Fault.Step inject, World.Way way) {
    Fault.Step heal =
        () -> {
          way.toRedis().heal();
          way.toRecord().heal();
        };
    return new Fault(7, name, bound, inject, heal);
  }
}
