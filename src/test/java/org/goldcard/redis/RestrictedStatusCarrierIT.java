package org.goldcard.redis;

import org.goldcard.redis.link.RedisServers;
import org.goldcard.testkit.RestrictedRedis;

/** The carrier as a user with no right beyond those it needs. */
class RestrictedStatusCarrierIT extends RedisStatusCarrierIT {
  @Override
  protected RedisServers servers(String url) {
    return RestrictedRedis.prepare(url);
  }
}
