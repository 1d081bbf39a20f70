package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.redis.link.RedisUnavailable;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisStartIT {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static Throwable failure(Future<?> future) throws TimeoutException {
    return future
        .transform(done -> Future.succeededFuture(done.cause()))
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void refusesARedisThatMayEvict() throws TimeoutException {
    try (RedisProcess redis = new RedisProcess("--maxmemory-policy", "allkeys-lru")) {
      RedisStore store = new RedisStore(vertx, redis.url(), FeedSeals::seal);
      Throwable failure = failure(store.connect());
      assertThat(failure).isInstanceOf(RedisUnavailable.class).hasMessageContaining("noeviction");
      assertThat(((RedisUnavailable) failure).isUnfit()).isTrue();
      assertThat(failure(store.statusCarrier().held())).isInstanceOf(RedisUnavailable.class);
      redis.command("CONFIG SET maxmemory-policy noeviction");
      await().until(store::isConnected);
      assertThat(failure(store.close())).isNull();
    }
  }

  @Test
  void isUnavailableNotUnfitWhileNothingListensAndConnectsLater() throws TimeoutException {
    try (RedisProcess redis = new RedisProcess()) {
      redis.kill();
      RedisStore store = new RedisStore(vertx, redis.url(), FeedSeals::seal);
      Throwable failure = failure(store.connect());
      assertThat(failure).isInstanceOf(RedisUnavailable.class);
      assertThat(((RedisUnavailable) failure).isUnfit()).isFalse();
      redis.start();
      await().until(store::isConnected);
      assertThat(failure(store.close())).isNull();
    }
  }

  @Test
  void replacesAnOlderLibraryAndLeavesANewerOne() throws TimeoutException {
    try (RedisProcess redis = new RedisProcess()) {
      redis.command(library(0));
      RedisStore store = new RedisStore(vertx, redis.url(), FeedSeals::seal);
      assertThat(failure(store.connect())).isNull();
      assertThat(redis.command("FUNCTION LIST")).contains("gc_apply");
      assertThat(failure(store.close())).isNull();
      redis.command(library(999_999));
      RedisStore next = new RedisStore(vertx, redis.url(), FeedSeals::seal);
      assertThat(failure(next.connect())).isNull();
      assertThat(redis.command("FUNCTION LIST")).doesNotContain("gc_apply");
      assertThat(failure(next.close())).isNull();
    }
  }

  private static String library(int version) {
    return "FUNCTION LOAD REPLACE \"#!lua name=goldcard\\n-- version: "
        + version
        + "\\nredis.register_function('gc_version', function() return {'"
        + version
        + "', 'other'} end)\"";
  }
}
