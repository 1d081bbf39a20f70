package org.goldcard.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which no request begins in time, however busily they send pieces of one: a
 * half-sent header is no request. A connection's state is touched by its own event loop only.
 */
final class IdleConnections {
  private static final Duration FIRST = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Duration between;
  private final Map<HttpConnection, Watch> watches = new ConcurrentHashMap<>();

  /** Watches connections; {@code between} is the time allowed from one request to the next. */
  IdleConnections(Vertx vertx, Duration between) {
    this.vertx = vertx;
    this.between = between;
  }

  void opened(HttpConnection connection) {
    Watch watch = new Watch();
    watches.put(connection, watch);
    connection.closeHandler(closed -> forget(connection));
    arm(connection, watch, FIRST.compareTo(between) < 0 ? FIRST : between);
  }

  /** A request has begun; the connection counts as busy until its response is over. */
  void began(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Watch watch = watches.get(connection);
    if (watch == null) {
      return;
    }
    watch.open++;
    vertx.cancelTimer(watch.alarm);
    request.response().endHandler(sent -> ended(connection, watch));
  }

  private void ended(HttpConnection connection, Watch watch) {
    watch.open--;
    if (watch.open <= 0 && watches.containsKey(connection)) {
      arm(connection, watch, between);
    }
  }

  private void arm(HttpConnection connection, Watch watch, Duration time) {
    watch.alarm = vertx.setTimer(time.toMillis(), id -> close(connection));
  }

  private void close(HttpConnection connection) {
    connection.close().onComplete(closed -> watches.remove(connection));
  }

  private void forget(HttpConnection connection) {
    Watch watch = watches.remove(connection);
    if (watch != null) {
      vertx.cancelTimer(watch.alarm);
    }
  }

  /** Of one connection: its running alarm and how many requests it has open. */
  private static final class Watch {
    private long alarm;
    private int open;
  }
}
