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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that comes back by itself. Requests are pipelined on it; while it is away
 * they fail at once instead of queueing. A connection that has answered nothing for {@link
 * #SILENCE} although asked is given up, so that a frozen server or a dead path does not hold it for
 * ever. Safe from any thread.
 */
public final class RedisLink {
  /** How long an asked connection may say nothing before it is replaced. */
  public static final Duration SILENCE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long CONNECT_MILLIS = 1000;
  private static final long LONGEST_PAUSE = 1000;
  private static final int PIPELINE = 16_384;

  private final Vertx vertx;
  private final RedisOptions options;
  private final String name;
  private final Function<RedisConnection, Future<Void>> greeting;

  private volatile @Nullable Line line;
  private volatile @Nullable RedisUnavailable unfit;
  private @Nullable Future<Void> connecting;
  private boolean closed;
  private boolean told;
  private long pause = 50;

  /**
   * A link that connects when first asked to.
   *
   * @param name for log lines
   * @param greeting what is done on every new connection before it is used
   */
  public RedisLink(
      Vertx vertx, String url, String name, Function<RedisConnection, Future<Void>> greeting) {
    this.vertx = vertx;
    this.options = new RedisOptions().setConnectionString(url).setMaxWaitingHandlers(PIPELINE);
    this.options.getNetClientOptions().setConnectTimeout((int) CONNECT_MILLIS).setTcpNoDelay(true);
    this.name = name;
    this.greeting = greeting;
  }

  /** Connects now unless connected; a failed attempt is repeated in the background. */
  public Future<Void> connect() {
    synchronized (this) {
      if (closed) {
        return Future.failedFuture(RedisUnavailable.away());
      }
      if (line != null) {
        return Future.succeededFuture();
      }
      if (connecting == null) {
        connecting = attempt().onComplete(done -> ended(done.cause()));
      }
      return connecting;
    }
  }

  /** Whether requests can be sent at the moment. */
  public boolean isConnected() {
    return line != null;
  }

  /** Sends a request; fails when not connected, refused, or not answered in time. */
  public Future<@Nullable Response> send(Request request, long timeoutMillis) {
    Line now = line;
    if (now == null) {
      RedisUnavailable reason = unfit;
      return Future.failedFuture(reason == null ? RedisUnavailable.away() : reason);
    }
    return now.asked()
        .connection
        .send(request)
        .onComplete(done -> now.answered(done.cause()))
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .recover(failure -> failed(now, failure));
  }

  /** Closes the connection for good. */
  public Future<Void> close() {
    Line last;
    synchronized (this) {
      closed = true;
      last = line;
      line = null;
    }
    return last == null ? Future.succeededFuture() : close(last.client);
  }

  private Future<@Nullable Response> failed(Line now, Throwable failure) {
    if (failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED")) {
      return Future.failedFuture(failure);
    }
    if (failure instanceof TimeoutException && now.isSilent()) {
      drop(now);
    }
    return Future.failedFuture(RedisUnavailable.because(failure));
  }

  private Future<Void> attempt() {
    Redis client = Redis.createClient(vertx, options);
    return client
        .connect()
        .timeout(CONNECT_MILLIS * 5, TimeUnit.MILLISECONDS)
        .compose(connection -> greet(client, connection))
        .recover(failure -> close(client).transform(done -> Future.failedFuture(failure)));
  }

  private Future<Void> greet(Redis client, RedisConnection connection) {
    Line fresh = new Line(client, connection);
    connection.endHandler(ended -> drop(fresh));
    connection.exceptionHandler(failure -> drop(fresh));
    return greeting
        .apply(connection)
        .timeout(CONNECT_MILLIS * 5, TimeUnit.MILLISECONDS)
        .compose(greeted -> use(fresh));
  }

  private Future<Void> use(Line fresh) {
    synchronized (this) {
      if (closed || fresh.ended) {
        return Future.failedFuture(RedisUnavailable.away());
      }
      line = fresh;
      pause = 50;
    }
    return Future.succeededFuture();
  }

  private void ended(@Nullable Throwable failure) {
    long next;
    boolean tell;
    synchronized (this) {
      connecting = null;
      tell = told != (failure != null);
      told = failure != null;
      unfit = failure instanceof RedisUnavailable known && known.isUnfit() ? known : null;
      next = failure == null || closed ? 0 : pause;
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
    if (tell && failure != null) {
      LOG.warn("redis ({}): not connected, trying again: {}", name, failure.getMessage());
    } else if (tell) {
      LOG.info("redis ({}): connected again", name);
    }
    if (next > 0) {
      vertx.setTimer(next, id -> again());
    }
  }

  private void again() {
    connect().onFailure(e -> LOG.debug("redis ({}): still away", name));
  }

  private void drop(Line dead) {
    synchronized (this) {
      dead.ended = true;
      if (line != dead) {
        return;
      }
      line = null;
    }
    close(dead.client).onComplete(done -> again());
  }

  private static Future<Void> close(Redis client) {
    client.close();
    return Future.succeededFuture();
  }

  /** One connection with the client that made it: closing the client closes the socket. */
  private static final class Line {
    private final Redis client;
    private final RedisConnection connection;
    private final AtomicLong askedAt = new AtomicLong();
    private volatile boolean ended;

    private Line(Redis client, RedisConnection connection) {
      this.client = client;
      this.connection = connection;
    }

    /** The first question after an answer starts the wait. */
    private Line asked() {
      askedAt.compareAndSet(0, System.nanoTime() | 1);
      return this;
    }

    private void answered(@Nullable Throwable failure) {
      if (failure == null || failure instanceof ErrorType) {
        askedAt.set(0);
      }
    }

    private boolean isSilent() {
      long since = askedAt.get();
      return since != 0 && System.nanoTime() - since > SILENCE.toNanos();
    }
  }
}
