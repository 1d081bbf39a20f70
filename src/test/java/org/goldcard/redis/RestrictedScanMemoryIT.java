package org.goldcard.redis;

import org.goldcard.redis.link.RedisServers;
import org.goldcard.testkit.RestrictedRedis;

/** The memory of scans as a user with no right beyond those it needs. */
class RestrictedScanMemoryIT extends RedisScanMemoryIT {
  @Override
  protected RedisServers servers(String url) {
    return RestrictedRedis.prepare(url);
  }
}
