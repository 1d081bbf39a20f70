package org.goldcard.fault;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Reach;

/**
 * How long a stop acknowledged at one node is unknown at the other while Redis fails: each fault in
 * the middle of so many changes. Blocks.
 */
public final class ReachUnderFaults {
  /** A fault lasts at least so long, whatever the changes take: Sentinels need a second. */
  private static final Duration LASTING = Duration.ofSeconds(6);

  /** So many faults each. */
  private static final int OF_ONE_REDIS = 13;

  private static final int OVER_SENTINELS = 4;
  private static final double BOUND_MILLIS = Fault.REDIS.toMillis();

  private final World world;
  private final int changes;
  private final Iterator<Holder> holders;

  private ReachUnderFaults(World world, int changes) {
    this.world = world;
    this.changes = changes;
    this.holders = world.town().holders().iterator();
  }

  /** A line for each fault; fails where one of them takes longer than its bound. */
  public static void print(int changes) throws Exception {
    try (World world = World.ofTwo(changes * OF_ONE_REDIS)) {
      new ReachUnderFaults(world, changes).under(ofOneRedis(world));
    }
    try (World world = World.overSentinels(changes * OVER_SENTINELS)) {
      new ReachUnderFaults(world, changes).under(SentinelFaults.of(world.cluster().orElseThrow()));
    }
  }

  private static List<Fault> ofOneRedis(World world) {
    return Stream.concat(
            RedisFaults.of(world).stream(),
            LinkFaults.of(world).stream().filter(fault -> fault.name().contains("redis")))
        .toList();
  }

  private void under(List<Fault> faults) throws Exception {
    try (Reach reach =
        new Reach(world.town(), world.first().node().port(), world.second().node().port())) {
      for (Fault fault : faults) {
        suffer(reach, fault);
      }
    }
  }

  private void suffer(Reach reach, Fault fault) throws Exception {
    some(reach, changes / 4, Duration.ZERO);
    try {
      fault.inject().run();
      some(reach, changes / 2, LASTING.dividedBy(changes / 2));
    } finally {
      fault.heal().run();
    }
    some(reach, changes / 4, Duration.ZERO);
    Histogram times = reach.sinceAcknowledgement();
    System.out.println(Reach.line(fault.name() + " (goal: max 2000)", times));
    if (times.getMaxValue() / 1e6 > BOUND_MILLIS) {
      throw new AssertionError(fault.name() + ": beyond its bound");
    }
  }

  private void some(Reach reach, int count, Duration pause) throws Exception {
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(pause.toNanos());
      reach.stop(holders.next());
    }
  }
}
