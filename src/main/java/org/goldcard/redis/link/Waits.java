package org.goldcard.redis.link;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits whose time is over, by one timer for all that runs only while there are any: a timer
 * for each would cost more than the question. Never late, early by at most {@value #LOOK} ms. For
 * one event loop.
 */
final class Waits {
  /** How often it looks, in milliseconds. */
  static final long LOOK = 5;

  private static final long NANOS = 1_000_000;

  private final Vertx vertx;
  private final LongSupplier nanos;
  private final ArrayDeque<Wait> open = new ArrayDeque<>();
  private boolean looking;

  Waits(Vertx vertx, LongSupplier nanos) {
    this.vertx = vertx;
    this.nanos = nanos;
  }

  /** The answer, or a {@link TimeoutException} when it takes longer. */
  Future<@Nullable Response> bound(Future<@Nullable Response> answer, long millis) {
    Wait wait = new Wait(nanos.getAsLong() + (millis - LOOK) * NANOS);
    answer.onComplete(wait::end);
    open.add(wait);
    if (!looking) {
      looking = true;
      vertx.setTimer(LOOK, id -> look());
    }
    return wait.bound.future();
  }

  private void look() {
    long now = nanos.getAsLong();
    open.removeIf(wait -> wait.isOver(now));
    looking = !open.isEmpty();
    if (looking) {
      vertx.setTimer(LOOK, id -> look());
    }
  }

  /** One answer that is waited for. */
  private static final class Wait {
    private final Promise<@Nullable Response> bound = Promise.promise();
    private final long until;

    private Wait(long until) {
      this.until = until;
    }

    private void end(AsyncResult<@Nullable Response> answer) {
      if (answer.succeeded()) {
        bound.tryComplete(answer.result());
      } else {
        bound.tryFail(answer.cause());
      }
    }

    private boolean isOver(long now) {
      return bound.future().isComplete()
          || (now - until >= 0 && bound.tryFail(new TimeoutException("no answer in time")));
    }
  }
}
