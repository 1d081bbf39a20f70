package org.goldcard.door;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;

/**
 * People who only want to be scanned: one request after the other, each tenth on a connection of
 * its own, none ever repeated.
 */
final class Honest extends Thread implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE = 4;

  private final Town town;
  private final int port;
  private final List<String> tokens;
  private final AtomicInteger served = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  Honest(Town town, int port) {
    super("honest");
    this.town = town;
    this.port = port;
    this.tokens = town.deskTokens();
    setDaemon(true);
  }

  @Override
  public void run() {
    while (!stopped) {
      try (Wire wire = new Wire(port, PATIENCE)) {
        for (int i = 0; i < 10 && !stopped; i++) {
          scan(wire);
          Thread.sleep(PAUSE);
        }
      } catch (IOException e) {
        failures.add(String.valueOf(e));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void scan(Wire wire) throws IOException {
    int n = served.incrementAndGet();
    Holder holder = town.holders().get(n % town.holders().size());
    String code = town.signing().liveCode(holder.number(), holder.index());
    String body = "{\"code\":\"" + code + "\",\"requestId\":\"h" + n + "\"}";
    long began = System.nanoTime();
    Wire.Reply reply = wire.post("/v1/verifications", tokens.get(n % tokens.size()), "", body);
    micros.add((System.nanoTime() - began) / 1000);
    if (reply.status() != 200 || !reply.text("result").equals("VALID")) {
      failures.add(reply.status() + " " + reply.body());
    }
  }

  int served() {
    return served.get();
  }

  List<String> failures() {
    return new ArrayList<>(failures);
  }

  /** The time below which that share of the answers came, in microseconds. */
  long quantile(double share) {
    List<Long> sorted = micros.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
  }

  @Override
  public void close() {
    rest();
  }

  /** Sends no more and waits for the last answer. */
  void rest() {
    stopped = true;
    try {
      join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
