package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import org.goldcard.partners.AssertionMemory;
import org.goldcard.partners.NodeAssertionMemory;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An assertion is used once, whichever node it is shown to. */
class RedisAssertionMemoryIT {
  private static final Duration LIFE = Duration.ofSeconds(90);

  private final Vertx vertx = Vertx.vertx();
  private final RedisStore store = new RedisStore(vertx, TestServers.freshRedis(), FeedSeals::seal);

  @BeforeEach
  void connect() {
    Awaited.result(store.connect());
  }

  @AfterEach
  void close() {
    Awaited.result(store.close());
    Awaited.result(vertx.close());
  }

  /** The memory of another node on the same Redis. */
  private AssertionMemory node() {
    return store.assertionMemory(new NodeAssertionMemory(100, System::nanoTime), System::nanoTime);
  }

  private static boolean isFirst(AssertionMemory memory, String client, String jti) {
    return Awaited.result(memory.isFirst(client, jti, LIFE));
  }

  @Test
  void isUsedOnceAtAllNodesTogether() {
    AssertionMemory one = node();
    AssertionMemory other = node();
    String jti = UUID.randomUUID().toString();
    assertThat(isFirst(one, "a", jti)).isTrue();
    assertThat(isFirst(one, "a", jti)).isFalse();
    assertThat(isFirst(other, "a", jti)).isFalse();
    assertThat(isFirst(other, "b", jti)).as("another client's").isTrue();
  }

  @Test
  void isForgottenAfterItsLife() {
    String jti = UUID.randomUUID().toString();
    assertThat(Awaited.result(node().isFirst("a", jti, Duration.ofMillis(1)))).isTrue();
    org.awaitility.Awaitility.await().until(() -> isFirst(node(), "a", jti));
  }

  @Test
  void isStillUsedOnceAtANodeWhileRedisIsAway() {
    AssertionMemory one = node();
    AssertionMemory other = node();
    Awaited.result(store.close());
    assertThat(isFirst(one, "a", "1")).isTrue();
    assertThat(isFirst(one, "a", "1")).isFalse();
    assertThat(isFirst(other, "a", "1")).as("the stated price").isTrue();
  }
}
