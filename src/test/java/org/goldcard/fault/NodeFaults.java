package org.goldcard.fault;

import java.util.ArrayList;
import java.util.List;
import org.goldcard.testbed.Node;

/** What can happen to a node itself: killed, asked to end, frozen. */
final class NodeFaults {
  private NodeFaults() {}

  static List<Fault> of(World world) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Node node = world.ways().get(i).node();
      String name = "node " + (i + 1);
      faults.add(fault(14, name + " killed", node::kill, node::restart));
      faults.add(fault(22, name + " asked to end", node::terminate, node::restart));
      faults.add(fault(22, name + " frozen", node::freeze, node::thaw));
    }
    return List.copyOf(faults);
  }

  /** A node that was frozen may be as far behind as its list is allowed to be old. */
  private static Fault fault(int row, String name, Fault.Step inject, Fault.Step heal) {
    return new Fault(row, name, Fault.RECORD, inject, heal);
  }
}
