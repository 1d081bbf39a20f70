package org.goldcard.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes restarted in turn behind a balancer that asks each whether it is ready, four times a
 * second, and never repeats a request: none fails. {@code -Drequests} says how many there are to be
 * at least.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RollingRestartIT {
  private static final long REQUESTS = Long.getLong("requests", 500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AtomicLong answered = new AtomicLong();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile List<Node> ready = List.of();
  private volatile boolean stopped;

  @Test
  void noRequestFailsWhileBothNodesAreRestarted() throws Exception {
    Town town =
        new Town(
            TestServers.freshDatabase(RollingRestartIT.class), TestServers.freshRedis(), 20, 8);
    Launch launch =
        Launch.main(town, List.of("serve"))
            .with("DRAIN_NOTICE", "1")
            .with("LIMIT_CHECKPOINT", "1000000")
            .with("LIMIT_CLIENT", "1000000");
    try (Node first = new Node(town, launch);
        Node second = new Node(town, launch)) {
      List<Node> nodes = List.of(first.awaitReady(), second.awaitReady());
      ready = nodes;
      Thread balancer = new Thread(() -> balance(nodes), "balancer");
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int seat = i;
        callers.add(new Thread(() -> call(town, seat), "caller-" + i));
      }
      balancer.start();
      callers.forEach(Thread::start);
      do {
        for (Node node : nodes) {
          assertThat(node.terminate()).as("exit code").isZero();
          node.restart();
          node.awaitReady();
          TimeUnit.SECONDS.sleep(1);
        }
      } while (answered.get() < REQUESTS && failures.isEmpty());
      stopped = true;
      for (Thread caller : callers) {
        caller.join(20_000);
      }
      balancer.join(20_000);
    }
    System.out.printf("rolling restart: %d requests, %d failed%n", answered.get(), failures.size());
    assertThat(failures).isEmpty();
    assertThat(answered.get()).isGreaterThanOrEqualTo(REQUESTS);
  }

  private void balance(List<Node> nodes) {
    while (!stopped) {
      ready = nodes.stream().filter(Node::isReady).toList();
      try {
        TimeUnit.MILLISECONDS.sleep(250);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void call(Town town, int seat) {
    Map<Node, Wire> wires = new HashMap<>();
    List<String> tokens = town.deskTokens();
    for (int n = 0; !stopped; n++) {
      List<Node> now = ready;
      if (now.isEmpty()) {
        failures.add("no node is ready");
        return;
      }
      Node node = now.get(n % now.size());
      wires.keySet().retainAll(now);
      Holder holder = town.holders().get(n % town.holders().size());
      String body =
          "{\"code\":\""
              + town.signing().liveCode(holder.number(), holder.index())
              + "\",\"requestId\":\"r"
              + seat
              + "-"
              + n
              + "\"}";
      scan(wires, node, tokens.get((2 * n + seat) % tokens.size()), body);
    }
  }

  private void scan(Map<Node, Wire> wires, Node node, String token, String body) {
    try {
      Wire wire = wires.get(node);
      if (wire == null || wire.isClosing()) {
        wire = new Wire(node.port(), PATIENCE);
        wires.put(node, wire);
      }
      Wire.Reply reply = wire.post("/v1/verifications", token, "", body);
      if (reply.status() != 200 || !reply.text("result").equals("VALID")) {
        failures.add(reply.status() + " " + reply.body());
      }
      answered.incrementAndGet();
    } catch (IOException e) {
      failures.add(node.port() + " " + e);
      wires.remove(node);
    }
  }
}
