package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears one channel of notifications, over a connection to the primary that comes back. */
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final long PAUSE_MILLIS = 100;

  private final Vertx vertx;
  private final Primary primary;
  private final String channel;
  private final Runnable listener;
  private final Promise<Void> first = Promise.promise();
  private volatile boolean stopped;

  Listening(Vertx vertx, Primary primary, String channel, Runnable listener) {
    this.vertx = vertx;
    this.primary = primary;
    this.channel = channel;
    this.listener = listener;
  }

  /** Begins; answers when it hears for the first time, however long that takes. */
  Future<Void> start() {
    begin();
    return first.future();
  }

  void stop() {
    stopped = true;
  }

  private void begin() {
    if (stopped) {
      return;
    }
    primary.connect(Map.of()).compose(this::listen).onFailure(failure -> again());
  }

  /** What was said while nobody listened is unknown, so the listener is called at once. */
  private Future<Void> listen(SqlConnection session) {
    ((PgConnection) session).notificationHandler(said -> listener.run());
    return session
        .query("LISTEN \"" + channel.replace("\"", "\"\"") + "\"")
        .execute()
        .onSuccess(
            listening -> {
              session.closeHandler(closed -> again());
              LOG.debug("listening on {}", channel);
              first.tryComplete();
              listener.run();
            })
        .onFailure(failure -> session.close().onComplete(closed -> {}))
        .mapEmpty();
  }

  private void again() {
    vertx.setTimer(PAUSE_MILLIS, id -> begin());
  }
}
