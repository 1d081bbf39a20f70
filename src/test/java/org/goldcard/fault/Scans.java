package org.goldcard.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.fault.Watched.Shown;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Scans at one node without pause, and now and then shows a code there that was shown at the other.
 */
final class Scans implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(6);

  private final World world;
  private final Recorder recorder;
  private final Watched watched;
  private final int node;
  private final Shift shift;
  private final Random random;
  private @Nullable Wire wire;
  private String token = "";
  private long tokenUntil;
  private long errors;
  private long other;

  Scans(World world, Recorder recorder, Watched watched, int node, Shift shift) {
    this.world = world;
    this.recorder = recorder;
    this.watched = watched;
    this.node = node;
    this.shift = shift;
    this.random = new Random(node);
  }

  /** Requests that no answer came to. */
  long errors() {
    return errors;
  }

  /** Answers that were no verification, such as 503. */
  long other() {
    return other;
  }

  @Override
  public void run() {
    for (long i = 0; shift.goesOn(); i++) {
      Optional<Shown> used =
          random.nextInt(20) == 0 ? watched.shownElsewhere(node) : Optional.empty();
      Shown now = used.orElseGet(this::fresh);
      scan(now, "n" + node + "-" + i);
      watched.showed(node, now);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Shown fresh() {
    Holder holder = watched.next(random);
    return new Shown(holder, world.town().signing().liveCode(holder.number(), holder.index()));
  }

  private void scan(Shown code, String requestId) {
    String body = "{\"code\":\"" + code.text() + "\",\"requestId\":\"" + requestId + "\"}";
    long sent = System.nanoTime();
    try {
      Wire.Reply reply = wire().post("/v1/verifications", token(), "", body);
      long received = System.nanoTime();
      if (reply.status() == 200) {
        recorder.add(read(code, reply, sent, received));
      } else {
        other++;
      }
    } catch (IOException e) {
      wire = null;
      errors++;
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private Recorder.Answer read(Shown code, Wire.Reply reply, long sent, long received) {
    String rev = reply.number("rev");
    String age = reply.number("age");
    return new Recorder.Answer(
        node,
        code.holder().index(),
        code.text().hashCode(),
        reply.text("verificationId"),
        reply.text("result"),
        reply.text("replay"),
        rev.isEmpty() ? 0 : Long.parseLong(rev),
        age.isEmpty() ? 0 : (long) (Double.parseDouble(age) * 1e9),
        sent,
        received);
  }

  private String token() {
    if (token.isEmpty() || System.nanoTime() - tokenUntil > 0) {
      token = world.town().deskTokens().get(node);
      tokenUntil = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    }
    return token;
  }

  private Wire wire() throws IOException {
    Wire open = wire;
    if (open == null || open.isClosing()) {
      open = new Wire(world.ways().get(node).node().port(), PATIENCE);
      wire = open;
    }
    return open;
  }
}
