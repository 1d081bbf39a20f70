package org.goldcard.web.connection;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.goldcard.web.connection.Watched.Caller;
import org.goldcard.web.limit.Shed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the connections of one event loop; to be touched by that loop only.
 *
 * <p>One on which no request begins in time is closed, however busily it sends pieces of one: a
 * half-sent header is no request. When there are too many, in all or from one address, the one that
 * has waited longest without ever having asked anything is closed for the new one, then the one
 * that has been idle longest; the new one only where all others are busy. So a crowd of silent
 * connections keeps nobody out.
 */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int FAR = 256;

  private final ConnectionBounds bounds;
  private final LongSupplier nanos;
  private final Function<HttpConnection, @Nullable String> addresses;
  private final Entrance entrance;
  private final Shed shed;
  private final Map<HttpConnection, Watched> all = new HashMap<>();
  private final Map<String, Caller> callers = new HashMap<>();
  private final Watched silent = Watched.line();
  private final Watched idle = Watched.line();

  /**
   * Watches within the bounds of this loop's share.
   *
   * @param nanos a monotonic clock
   * @param addresses by what a connection is counted; null for one that is not
   * @param entrance guards the listeners from their first connection on
   */
  public Connections(
      ConnectionBounds bounds,
      LongSupplier nanos,
      Function<HttpConnection, @Nullable String> addresses,
      Entrance entrance,
      Shed shed) {
    this.bounds = bounds;
    this.nanos = nanos;
    this.addresses = addresses;
    this.entrance = entrance;
    this.shed = shed;
  }

  /** Begins to look for those whose time is over; ends with the calling context. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(LOOK.toMillis(), id -> closeLate());
  }

  /** Takes a new connection under watch, or closes it. */
  public void opened(HttpConnection connection) {
    String address = addresses.apply(connection);
    Caller caller = address == null ? null : callers.computeIfAbsent(address, Caller::new);
    boolean room = all.size() < bounds.total() || makeRoom(null);
    if (!room || !(caller == null || caller.open < bounds.perAddress() || makeRoom(caller))) {
      shed.count(Shed.Reason.CONNECTION);
      forgetCaller(caller);
      close(connection);
      return;
    }
    Watched watched = Watched.of(connection, caller);
    if (caller != null) {
      caller.open++;
    }
    all.put(connection, watched);
    connection.closeHandler(closed -> forget(connection));
    watched.waitIn(silent, nanos.getAsLong() + bounds.head().toNanos());
    listen(connection, watched);
  }

  /** Vert.x tells of whole heads alone; that one begins to arrive is seen below it. */
  private void listen(HttpConnection connection, Watched watched) {
    if (connection instanceof ConnectionBase base) {
      entrance.guard(base.channel());
      Heard heard = new Heard(() -> heard(watched), () -> shed.count(Shed.Reason.SLOW_READER));
      base.channel().pipeline().addFirst("heard", heard);
      KnownVersion.guard(base.channel().pipeline());
    }
  }

  /** Whoever begins to say something has as long for the rest as a new connection has. */
  private void heard(Watched watched) {
    if (watched.isIdle && !watched.multiplexed) {
      watched.isIdle = false;
      watched.waitIn(silent, nanos.getAsLong() + bounds.head().toNanos());
    }
  }

  /** A request has begun; the connection counts as busy until its response is over. */
  public void began(HttpServerRequest request) {
    Watched watched = all.get(request.connection());
    if (watched == null) {
      return;
    }
    watched.open++;
    watched.isIdle = false;
    watched.multiplexed = request.version() == HttpVersion.HTTP_2;
    watched.leaveLine();
    request.response().endHandler(sent -> ended(watched));
  }

  /** How many are open. */
  public int count() {
    return all.size();
  }

  private void ended(Watched watched) {
    watched.open--;
    if (watched.open <= 0 && watched.connection != null && all.containsKey(watched.connection)) {
      watched.isIdle = true;
      watched.waitIn(idle, nanos.getAsLong() + bounds.between().toNanos());
    }
  }

  /** Closes one that waits, of a caller or of any; false when all are busy. */
  private boolean makeRoom(@Nullable Caller caller) {
    return closeFirst(silent, caller) || closeFirst(idle, caller);
  }

  private boolean closeFirst(Watched line, @Nullable Caller caller) {
    Watched watched = line.next();
    for (int i = 0; i < FAR && watched != line; i++) {
      if (caller == null || watched.caller == caller) {
        shed.count(Shed.Reason.CONNECTION);
        end(watched);
        return true;
      }
      watched = watched.next();
    }
    return false;
  }

  private void closeLate() {
    long now = nanos.getAsLong();
    closeLate(silent, now);
    closeLate(idle, now);
  }

  /** In each line all wait equally long, so the first is the first whose time is over. */
  private void closeLate(Watched line, long now) {
    for (Watched first = line.next();
        first != line && first.deadline - now <= 0;
        first = line.next()) {
      end(first);
    }
  }

  private void end(Watched watched) {
    watched.leaveLine();
    HttpConnection connection = watched.connection;
    if (connection != null) {
      forget(connection);
      close(connection);
    }
  }

  private void forget(HttpConnection connection) {
    Watched watched = all.remove(connection);
    if (watched == null) {
      return;
    }
    watched.leaveLine();
    if (watched.caller != null) {
      watched.caller.open--;
      forgetCaller(watched.caller);
    }
  }

  private void forgetCaller(@Nullable Caller caller) {
    if (caller != null && caller.open <= 0) {
      callers.remove(caller.address);
    }
  }

  private static void close(HttpConnection connection) {
    connection.close().onFailure(e -> LOG.debug("already closed", e));
  }
}
