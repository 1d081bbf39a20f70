package org.goldcard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.goldcard.redis.link.FunctionLoading;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUsers;

/** Makes the users with least rights on a Redis and loads the functions as the deploy user. */
public final class RestrictedRedis {
  /** Of both users. */
  public static final String PASSWORD = UUID.randomUUID().toString();

  /** Who the service is. */
  public static final String SERVICE = "service";

  private static final String DEPLOYER = "deployer";

  private RestrictedRedis() {}

  /** Prepares the Redis at an address with all rights; answers it for the service's user. */
  public static RedisServers prepare(String url) {
    TestServers.redis(url, RedisUsers.service(SERVICE, RedisUsers.hashed(PASSWORD)));
    TestServers.redis(url, RedisUsers.deployer(DEPLOYER, ">" + PASSWORD));
    assertThat(FunctionLoading.load(RedisServers.of(as(DEPLOYER, url)))).isPositive();
    return RedisServers.of(as(SERVICE, url));
  }

  private static String as(String user, String url) {
    return "redis://" + user + ":" + PASSWORD + url.substring(url.indexOf('@'));
  }
}
