package org.goldcard.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.goldcard.testbed.Holder;

/** Which cards a scan would be most telling for: those stopped last. Safe from any thread. */
final class Watched {
  private static final int NEWEST = 40;

  private final Deque<Holder> stopped = new ArrayDeque<>();
  private final List<Holder> others;
  private final List<Optional<Shown>> shown;

  /** Also scans others, which nobody ever stops, at so many nodes. */
  Watched(List<Holder> others, int nodes) {
    this.shown = new ArrayList<>(Collections.nCopies(nodes, Optional.empty()));
    this.others = List.copyOf(others);
  }

  /**
   * A stop is about to be lifted: whether the card is let in is open until that is acknowledged.
   */
  synchronized void resuming(Holder holder) {
    stopped.remove(holder);
  }

  synchronized void changed(Holder holder, String state) {
    if (state.equals("LOST")) {
      stopped.addFirst(holder);
      while (stopped.size() > NEWEST) {
        stopped.removeLast();
      }
    }
  }

  /** A code was shown at a node. */
  synchronized void showed(int node, Shown code) {
    shown.set(node, Optional.of(code));
  }

  /** The code last shown at another node. */
  synchronized Optional<Shown> shownElsewhere(int node) {
    return shown.get((node + 1) % shown.size());
  }

  /** The newest stop, any of the last ones, or somebody who was never stopped. */
  synchronized Holder next(Random random) {
    int kind = random.nextInt(10);
    Optional<Holder> newest = Optional.ofNullable(stopped.peekFirst());
    if (kind < 5 && newest.isPresent()) {
      return newest.get();
    }
    if (kind < 8 && !stopped.isEmpty()) {
      return new ArrayList<>(stopped).get(random.nextInt(stopped.size()));
    }
    return others.get(random.nextInt(others.size()));
  }

  /** A code on a telephone. */
  record Shown(Holder holder, String text) {}
}
