package org.goldcard.fault;

import java.util.List;
import org.goldcard.testkit.RedisProcess;

/** What can happen to Redis: it is never the truth of anything, so a stop is seen all the same. */
final class RedisFaults {
  private RedisFaults() {}

  static List<Fault> of(World world) {
    RedisProcess redis = world.redis();
    return List.of(
        fault(1, "redis killed, empty afterwards", redis::kill, redis::start),
        fault(2, "redis frozen", redis::freeze, redis::thaw),
        fault(3, "redis paused", () -> pause(redis), () -> redis.command("CLIENT UNPAUSE")),
        fault(3, "redis 300 ms slow", () -> delay(world, 300), () -> delay(world, 0)),
        fault(4, "redis emptied", () -> empty(redis), () -> {}),
        fault(4, "redis put back to an old copy", redis::saveCopy, redis::restoreCopy),
        fault(5, "redis evicts", () -> evict(redis), () -> keep(redis)));
  }

  private static Fault fault(int row, String name, Fault.Step inject, Fault.Step heal) {
    return new Fault(row, name, Fault.REDIS, inject, heal);
  }

  private static void pause(RedisProcess redis) {
    redis.command("CLIENT PAUSE 20000 ALL");
  }

  private static void delay(World world, long millis) {
    world.ways().forEach(way -> way.toRedis().delay(millis));
  }

  private static void empty(RedisProcess redis) {
    redis.command("FUNCTION FLUSH");
    redis.command("FLUSHALL");
  }

  private static void evict(RedisProcess redis) {
    redis.command("CONFIG SET maxmemory-policy allkeys-lru");
    redis.command("CONFIG SET maxmemory 2mb");
  }

  private static void keep(RedisProcess redis) {
    redis.command("CONFIG SET maxmemory 0");
    redis.command("CONFIG SET maxmemory-policy noeviction");
  }
}
