package org.goldcard.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;

/**
 * Reports cards lost and resumes them, at whichever node answers, and insists on each change under
 * one key until it is acknowledged.
 */
final class CardChanger implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration INSISTING = Duration.ofMinutes(1);

  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private final Town town;
  private final List<Node> nodes;
  private final Thread thread = new Thread(this, "card-changer");
  private volatile boolean goesOn = true;
  private int turn;

  CardChanger(Town town, List<Node> nodes) {
    this.town = town;
    this.nodes = nodes;
    thread.start();
  }

  /** Changes no more; the revisions that were acknowledged. */
  Set<Long> stop() throws InterruptedException {
    goesOn = false;
    thread.join();
    return acknowledged;
  }

  @Override
  public void run() {
    List<Holder> holders = town.holders();
    for (int change = 0; goesOn; change++) {
      Holder holder = holders.get(change % holders.size());
      boolean stops = change / holders.size() % 2 == 0;
      String path = "/v1/cards/" + holder.number().digits();
      acknowledged.add(insist(path + (stops ? "/loss-report" : "/resumption"), "k-" + change));
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private long insist(String path, String key) {
    long end = System.nanoTime() + INSISTING.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      Node node = nodes.get(turn % nodes.size());
      try (Wire wire = new Wire(node.port(), PATIENCE)) {
        Wire.Reply reply = wire.post(path, town.cityToken(), key, "{}");
        if (reply.status() == 200) {
          return Long.parseLong(reply.number("rev"));
        }
        last = reply.status() + " " + reply.body();
      } catch (IOException e) {
        last = e.toString();
      }
      turn++;
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("no acknowledgement in a minute; last: " + last);
  }
}
