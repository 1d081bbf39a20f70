package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.SentinelCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that must find the new master when the old one, and a Sentinel, is killed or frozen. */
class SentinelFaultsIT {
  /** After the Sentinels have agreed. */
  private static final Duration TO_FIND = Duration.ofSeconds(2);

  private static final Duration TO_ELECT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final SentinelCluster cluster = new SentinelCluster();
  private final RedisStore store = new RedisStore(vertx, cluster.address(), FeedSeals::seal);
  private final RedisProcess first = cluster.master();
  private final RedisProcess second = cluster.replica();

  @BeforeEach
  void connect() throws TimeoutException {
    store.connect().await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws TimeoutException {
    store.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
    cluster.close();
  }

  private void awaitElection() {
    await()
        .atMost(TO_ELECT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> second.command("ROLE").contains("master"));
  }

  private void awaitFound(Optional<String> before) {
    await()
        .atMost(TO_FIND)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> store.runId().isPresent() && !store.runId().equals(before) && answers());
  }

  private boolean answers() throws TimeoutException {
    Future<?> held = store.statusCarrier().held();
    return held.transform(done -> Future.succeededFuture(done.succeeded()))
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void aKilledMasterIsReplaced() throws TimeoutException {
    Optional<String> before = store.runId();
    cluster.killSentinel(0);
    first.kill();
    assertThat(answers()).isFalse();
    awaitElection();
    awaitFound(before);
  }

  @Test
  void aFrozenMasterIsReplacedAndLeftWhenItWakes() throws TimeoutException {
    Optional<String> before = store.runId();
    first.freeze();
    awaitElection();
    awaitFound(before);
    Optional<String> now = store.runId();
    first.thaw();
    assertThat(first.command("PING")).startsWith("+PONG");
    assertThat(answers()).isTrue();
    assertThat(store.runId()).isEqualTo(now);
  }
}
