package org.goldcard.redis;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.redis.link.Functions;

/** A quota counted in Redis, waited for at most {@value #PATIENCE} ms; a refusal is not counted. */
final class RedisShiftQuota implements ShiftQuota {
  private static final long PATIENCE = 200;

  private final Functions functions;
  private final String name;
  private final int most;
  private final InstantSource clock;

  RedisShiftQuota(Functions functions, String name, int most, InstantSource clock) {
    this.functions = functions;
    this.name = name;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Boolean> take(String clientId) {
    // Jinan keeps UTC+8, so shifts of eight hours begin at its midnight as they do at that of UTC.
    long shift = clock.instant().getEpochSecond() / SHIFT.toSeconds();
    String key = Keys.quota(name, clientId, shift);
    return functions
        .call("gc_take", List.of(key), PATIENCE, most, SHIFT.toMillis())
        .compose(
            answer ->
                answer == null
                    ? Future.failedFuture("no answer")
                    : Future.succeededFuture(answer.toInteger() == 1))
        .toCompletionStage();
  }
}
