package org.goldcard.redis;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.redis.link.Functions;

/** Counters in Redis, waited for at most {@value #PATIENCE} ms; nobody's request waits for them. */
final class RedisSharedCounts implements SharedCounts {
  private static final long PATIENCE = 500;

  private final Functions functions;

  RedisSharedCounts(Functions functions) {
    this.functions = functions;
  }

  @Override
  public Future<Long> add(String name, long more, Duration life) {
    return functions
        .call("gc_count", List.of(Keys.count(name)), PATIENCE, more, life.toMillis())
        .compose(
            answer ->
                answer == null
                    ? Future.failedFuture("no answer")
                    : Future.succeededFuture(answer.toLong()));
  }
}
