package org.goldcard.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Stops cards and lets them go again, at either node, insisting under one key until it is
 * acknowledged. It works on holders of its own, so that it alone knows the order of their changes.
 */
final class Stops implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration INSISTING = Duration.ofMinutes(3);

  private final World world;
  private final Recorder recorder;
  private final Watched watched;
  private final List<Holder> holders;
  private final Shift shift;
  private final Random random;
  private final @Nullable Wire[] wires = new Wire[2];
  private long repetitions;

  Stops(World world, Recorder recorder, Watched watched, List<Holder> holders, Shift shift) {
    this.world = world;
    this.recorder = recorder;
    this.watched = watched;
    this.holders = List.copyOf(holders);
    this.shift = shift;
    this.random = new Random(holders.get(0).index());
  }

  long repetitions() {
    return repetitions;
  }

  @Override
  public void run() {
    for (int turn = 0; shift.goesOn(); turn++) {
      Holder holder = holders.get(turn % holders.size());
      boolean stop = turn / holders.size() % 2 == 0;
      String path = stop ? "/loss-report" : "/resumption";
      change(holder, path, stop ? "LOST" : "ACTIVE", "k-" + holder.index() + "-" + turn);
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20)).toNanos());
    }
  }

  private void change(Holder holder, String path, String state, String key) {
    long sent = System.nanoTime();
    if (state.equals("ACTIVE")) {
      watched.resuming(holder);
    }
    long end = sent + INSISTING.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      int node = random.nextInt(2);
      try {
        Wire.Reply reply =
            wire(node).post("/v1/cards/" + holder.number().digits() + path, token(), key, "{}");
        last = reply.status() + " " + reply.body();
        if (reply.status() == 200) {
          long rev = Long.parseLong(reply.number("rev"));
          long acknowledged = System.nanoTime();
          recorder.add(new Recorder.Change(holder.index(), state, rev, sent, acknowledged));
          watched.changed(holder, state);
          return;
        }
        if (reply.status() < 500 && reply.status() != 429) {
          throw new AssertionError("refused: " + last);
        }
      } catch (IOException e) {
        wires[node] = null;
        last = e.toString();
      }
      repetitions++;
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("no acknowledgement in three minutes; last: " + last);
  }

  private String token = "";
  private long tokenUntil;

  private String token() {
    Town town = world.town();
    if (System.nanoTime() - tokenUntil > 0 || token.isEmpty()) {
      token = town.cityToken();
      tokenUntil = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    }
    return token;
  }

  private Wire wire(int node) throws IOException {
    Wire wire = wires[node];
    if (wire == null || wire.isClosing()) {
      wire = new Wire(world.ways().get(node).node().port(), PATIENCE);
      wires[node] = wire;
    }
    return wire;
  }
}
