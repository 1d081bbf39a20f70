package org.goldcard.redis;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.contract.StatusCarrierContract;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.status.StatusCarrier;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RedisStatusCarrierIT extends StatusCarrierContract {
  private final Vertx vertx = Vertx.vertx();
  private final RedisStore store =
      new RedisStore(vertx, servers(TestServers.freshRedis()), FeedSeals::seal);

  /** Where the Redis of an address with all rights is, for the user under test. */
  protected RedisServers servers(String url) {
    return RedisServers.of(url);
  }

  @BeforeEach
  void connect() throws TimeoutException {
    store.connect().await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws TimeoutException {
    store.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Override
  protected StatusCarrier carrier() {
    return store.statusCarrier();
  }
}
