package org.goldcard.testbed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long a stop acknowledged at one node is unknown at another: from the arrival of the
 * acknowledgement to the arrival of the first refusal, asked for about every millisecond. (The
 * commit is a moment before the acknowledgement, and the refusal a moment before its arrival.) For
 * one thread; blocks.
 */
public final class Reach implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE = 500_000;

  /** Access tokens live ten minutes. */
  private static final long KEEPING = TimeUnit.MINUTES.toNanos(5);

  private final Town town;
  private final Wire stopping;
  private final Wire asking;
  private Histogram fromAcknowledgement = empty();
  private Histogram fromAsking = empty();
  private long tokensUntil = System.nanoTime();
  private String city = "";
  private List<String> desks = List.of();
  private long scans;

  /** Between nodes at two ports. */
  public Reach(Town town, int stopping, int asking) throws IOException {
    this.town = town;
    this.stopping = new Wire(stopping, PATIENCE);
    this.asking = new Wire(asking, PATIENCE);
  }

  /** Stops a card that was never stopped before, and waits for its refusal. */
  public void stop(Holder holder) throws IOException {
    keepTokens();
    String path = "/v1/cards/" + holder.number().digits() + "/loss-report";
    long asked = System.nanoTime();
    Wire.Reply reply = stopping.post(path, city, "stop-" + holder.index(), "{}");
    long acknowledged = System.nanoTime();
    if (reply.status() != 200) {
      throw new IllegalStateException("not stopped: " + reply.body());
    }
    String result = scan(holder);
    while (result.equals("VALID")) {
      LockSupport.parkNanos(PAUSE);
      result = scan(holder);
    }
    if (!result.equals("CARD_UNAVAILABLE")) {
      throw new IllegalStateException("neither let in nor stopped: " + result);
    }
    long refused = System.nanoTime();
    fromAcknowledgement.recordValue(refused - acknowledged);
    fromAsking.recordValue(refused - asked);
  }

  private void keepTokens() {
    if (System.nanoTime() - tokensUntil >= 0) {
      city = town.cityToken();
      desks = town.deskTokens();
      tokensUntil = System.nanoTime() + KEEPING;
    }
  }

  private String scan(Holder holder) throws IOException {
    String code = town.signing().liveCode(holder.number(), holder.index());
    // One scanner alone would be held to its rate.
    String desk = desks.get((int) (scans % desks.size()));
    String body = "{\"code\":\"" + code + "\",\"requestId\":\"reach-" + scans++ + "\"}";
    Wire.Reply reply = asking.post("/v1/verifications", desk, "", body);
    if (reply.status() != 200) {
      throw new IllegalStateException("no answer to a scan: " + reply.status());
    }
    return reply.text("result");
  }

  /** Nanoseconds since the last time this was asked for. */
  public Histogram sinceAcknowledgement() {
    Histogram times = fromAcknowledgement;
    fromAcknowledgement = empty();
    return times;
  }

  /** The same with the commit included. */
  public Histogram sinceAsking() {
    Histogram times = fromAsking;
    fromAsking = empty();
    return times;
  }

  private static Histogram empty() {
    return new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  }

  /** A line of a table: what, how many, median, 99th percentile and longest in milliseconds. */
  public static String line(String what, Histogram times) {
    return "| %s | %d | %.2f | %.2f | %.1f |"
        .formatted(
            what,
            times.getTotalCount(),
            times.getValueAtPercentile(50) / 1e6,
            times.getValueAtPercentile(99) / 1e6,
            times.getMaxValue() / 1e6);
  }

  @Override
  public void close() throws IOException {
    stopping.close();
    asking.close();
  }
}
