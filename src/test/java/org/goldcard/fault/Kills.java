package org.goldcard.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Random kills of any process, some in a row: they also hit what is still starting after the one
 * before. A quarter falls on nodes, the others on Redis and PostgreSQL alike. A killed node is
 * started again at once, as its supervisor would; Redis comes back empty, later.
 */
final class Kills {
  private static final int AT_MOST = 20;
  private static final int GAP_MILLIS = 250;

  private static final List<Victim> NODES =
      List.of(Victim.NODE_1, Victim.NODE_2, Victim.GATE, Victim.PUBLISHER);

  private final World world;
  private final Random random;
  private final Map<String, Integer> done = new TreeMap<>();
  private boolean redisAway;

  Kills(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  /** The next ones; everything about them is drawn now. */
  Fault next() {
    List<Kill> kills =
        IntStream.range(0, 1 + random.nextInt(AT_MOST)).mapToObj(i -> draw()).toList();
    boolean record = kills.stream().anyMatch(kill -> kill.victim() == Victim.RECORD);
    return new Fault(
        14,
        record ? "kills, also of the record" : "kills",
        record ? Fault.RECORD : Fault.REDIS,
        () -> kills.forEach(this::run),
        this::comeBack);
  }

  /** How many there were so far. */
  int count() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of each. */
  Map<String, Integer> done() {
    return Map.copyOf(done);
  }

  private Kill draw() {
    Victim victim =
        switch (random.nextInt(4)) {
          case 0 -> NODES.get(random.nextInt(NODES.size()));
          case 1 -> random.nextBoolean() ? Victim.REDIS : Victim.RECORD;
          case 2 -> Victim.REDIS;
          default -> Victim.RECORD;
        };
    return new Kill(victim, Duration.ofMillis(random.nextInt(GAP_MILLIS)));
  }

  private void run(Kill kill) {
    LockSupport.parkNanos(kill.before().toNanos());
    switch (kill.victim()) {
      case NODE_1 -> killNode(world.first());
      case NODE_2 -> killNode(world.second());
      case GATE -> killNode(world.ways().get(2));
      case PUBLISHER -> killNode(world.publisher().orElseGet(world::first));
      case REDIS -> killRedis();
      case RECORD -> RecordFaults.kill(world);
    }
    done.merge(kill.victim().name(), 1, Integer::sum);
  }

  private static void killNode(World.Way way) {
    way.node().kill();
    way.node().restart();
  }

  private void killRedis() {
    comeBack();
    world.redis().kill();
    redisAway = true;
  }

  private void comeBack() {
    if (redisAway) {
      world.redis().start();
      redisAway = false;
    }
  }

  private enum Victim {
    NODE_1,
    NODE_2,
    GATE,
    PUBLISHER,
    REDIS,
    RECORD
  }

  /** A kill after a time. */
  private record Kill(Victim victim, Duration before) {}
}
