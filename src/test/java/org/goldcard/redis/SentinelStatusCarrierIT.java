package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.SentinelCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The carrier over Sentinels, as the user with least rights. */
class SentinelStatusCarrierIT extends RedisStatusCarrierIT {
  private static SentinelCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = new SentinelCluster();
  }

  @AfterAll
  static void closeCluster() {
    cluster.close();
  }

  @Override
  protected RedisServers servers(String url) {
    cluster.master().command("FLUSHALL");
    return cluster.address();
  }

  @Test
  void aMasterDemotedByTheSentinelsIsLeft() throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    RedisStore store = new RedisStore(vertx, cluster.address(), FeedSeals::seal);
    store.connect().await(20, TimeUnit.SECONDS);
    Optional<String> before = store.runId();
    assertThat(before).isPresent();
    cluster.failOver();
    await().until(() -> store.runId().isPresent() && !store.runId().equals(before));
    assertThat(store.statusCarrier().held().await(20, TimeUnit.SECONDS)).isEmpty();
    store.close().eventually(vertx::close).await(20, TimeUnit.SECONDS);
  }
}
