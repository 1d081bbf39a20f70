package org.goldcard.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One connection, with the client that made it: closing the client closes the socket. */
final class Line {
  private final Redis client;
  private final RedisConnection connection;
  private final AtomicLong askedAt = new AtomicLong();

  private Line(Redis client, RedisConnection connection) {
    this.client = client;
    this.connection = connection;
  }

  /** Opens one and signs in. */
  static Future<Line> open(Vertx vertx, RedisOptions options, long millis) {
    Redis client = Redis.createClient(vertx, options);
    return client
        .connect()
        .timeout(millis, TimeUnit.MILLISECONDS)
        .map(connection -> new Line(client, connection))
        .onFailure(failure -> client.close())
        .recover(failure -> Future.failedFuture(RedisUnavailable.opening(failure)));
  }

  /** Calls back when it ends or breaks, perhaps more than once. */
  void onEnd(Runnable ended) {
    connection.endHandler(end -> ended.run());
    connection.exceptionHandler(failure -> ended.run());
  }

  /** Sends a request; an error of the server is a failed future. */
  Future<@Nullable Response> ask(Request request, long millis) {
    return ask(request).timeout(millis, TimeUnit.MILLISECONDS);
  }

  /** The same for whoever bounds the wait. */
  Future<@Nullable Response> ask(Request request) {
    // The first question after an answer starts the wait.
    if (askedAt.get() == 0) {
      askedAt.compareAndSet(0, System.nanoTime() | 1);
    }
    return connection.send(request).onComplete(done -> answered(done.cause()));
  }

  private void answered(@Nullable Throwable failure) {
    if (failure == null || failure instanceof ErrorType) {
      askedAt.set(0);
    }
  }

  /** Whether it was asked and has said nothing for so long. */
  boolean isSilentFor(Duration time) {
    long since = askedAt.get();
    return since != 0 && System.nanoTime() - since > time.toNanos();
  }

  void close() {
    client.close();
  }
}
