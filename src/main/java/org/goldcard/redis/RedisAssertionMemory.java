package org.goldcard.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.goldcard.partners.AssertionMemory;
import org.goldcard.partners.NodeAssertionMemory;
import org.goldcard.redis.link.Functions;
import org.jspecify.annotations.Nullable;

/**
 * Which assertions were used at any node. This node's own memory is asked first and always, so that
 * a Redis that lost its memory lets none be used twice here; it answers alone while Redis is away.
 */
public final class RedisAssertionMemory implements AssertionMemory {
  /** How long a client waits for Redis. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Functions functions;
  private final Breaker breaker;
  private final NodeAssertionMemory node;

  RedisAssertionMemory(Functions functions, Breaker breaker, NodeAssertionMemory node) {
    this.functions = functions;
    this.breaker = breaker;
    this.node = node;
  }

  @Override
  public Future<Boolean> isFirst(String clientId, String jti, Duration life) {
    if (!node.isFirstHere(clientId, jti, life)) {
      return Future.succeededFuture(false);
    }
    return breaker.lets() ? shared(clientId, jti, life) : Future.succeededFuture(true);
  }

  private Future<Boolean> shared(String clientId, String jti, Duration life) {
    return functions
        .call(
            "gc_once",
            List.of(Keys.assertion(clientId, jti)),
            PATIENCE.toMillis(),
            Math.max(1, life.toMillis()))
        .onSuccess(answer -> breaker.succeeded())
        .onFailure(failure -> breaker.failed())
        .map(RedisAssertionMemory::isFirst)
        .otherwise(true);
  }

  private static boolean isFirst(@Nullable Response answer) {
    return answer == null || answer.toInteger() == 1;
  }
}
