package org.goldcard.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.redis.link.RedisLink;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.StatusListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream of changes and heartbeats on a connection of its own, waiting inside Redis, and
 * goes on after the last entry read when the connection comes back. What nobody of this service
 * sealed is passed over.
 */
final class StatusStream {
  private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);
  private static final int WAIT_MILLIS = 1000;
  private static final long PATIENCE_MILLIS = WAIT_MILLIS + 1500L;
  private static final int AT_ONCE = 500;
  private static final long PAUSE_MILLIS = 100;
  private static final String BEGINNING = "0-0";

  private final Vertx vertx;
  private final RedisLink link;
  private final FeedSeal seal;
  private final StatusListener listener;
  private final ServerClock clock = new ServerClock();
  private final AtomicBoolean strangers = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile @Nullable String last;

  StatusStream(Vertx vertx, RedisLink link, FeedSeal seal, StatusListener listener) {
    this.vertx = vertx;
    this.link = link;
    this.seal = seal;
    this.listener = listener;
  }

  /** Starts after the newest entry; answers when the first wait has begun. */
  Future<Void> start() {
    return link.connect().compose(up -> toNewest()).onComplete(done -> next(done.failed()));
  }

  void stop() {
    stopped = true;
  }

  private void next(boolean failed) {
    if (stopped) {
      return;
    }
    if (failed) {
      vertx.setTimer(PAUSE_MILLIS, id -> read());
    } else {
      read();
    }
  }

  private void read() {
    String from = last;
    Future<Void> step = from == null ? toNewest() : readAfter(from);
    step.onComplete(done -> next(done.failed()));
  }

  private Future<Void> toNewest() {
    return newest().map(id -> setLast(id));
  }

  private Future<String> newest() {
    Request request = Request.cmd(Command.XREVRANGE).arg(Keys.STREAM).arg("+").arg("-");
    return link.send(request.arg("COUNT").arg(1), PATIENCE_MILLIS).map(StatusStream::idOfFirst);
  }

  private static String idOfFirst(@Nullable Response entries) {
    return entries == null || entries.size() == 0 ? BEGINNING : entries.get(0).get(0).toString();
  }

  private Future<Void> readAfter(String from) {
    Request request =
        Request.cmd(Command.XREAD)
            .arg("COUNT")
            .arg(AT_ONCE)
            .arg("BLOCK")
            .arg(WAIT_MILLIS)
            .arg("STREAMS")
            .arg(Keys.STREAM)
            .arg(from);
    return link.send(request, PATIENCE_MILLIS)
        .compose(streams -> streams == null ? checkBack(from) : deliver(streams));
  }

  /**
   * Nothing came: a stream that was wiped or restored from an old copy may number from further back
   * than what was read, and would otherwise never be heard again.
   */
  private Future<Void> checkBack(String from) {
    return newest().map(id -> isBefore(id, from) ? setLast(id) : null);
  }

  static boolean isBefore(String id, String other) {
    String[] one = id.split("-", 2);
    String[] two = other.split("-", 2);
    int millis = Long.compareUnsigned(Long.parseLong(one[0]), Long.parseLong(two[0]));
    int within = Long.compareUnsigned(Long.parseLong(one[1]), Long.parseLong(two[1]));
    return millis < 0 || (millis == 0 && within < 0);
  }

  private Future<Void> deliver(Response streams) {
    Response entries = streams.get(Keys.STREAM);
    if (entries == null) {
      entries = streams.get(0).get(1);
    }
    StreamRecord.@Nullable Beat youngest = null;
    for (Response entry : entries) {
      last = entry.get(0).toString();
      Optional<String> text = seal.open(entry.get(1).get(1).toString());
      text.ifPresentOrElse(this::hand, this::stranger);
      youngest = text.flatMap(StreamRecord::beat).orElse(youngest);
    }
    return youngest == null ? Future.succeededFuture() : judge(youngest);
  }

  private void hand(String text) {
    try {
      StreamRecord.change(text).ifPresent(listener::changed);
    } catch (RuntimeException e) {
      LOG.error("a change from the stream could not be taken", e);
    }
  }

  private void stranger() {
    if (strangers.compareAndSet(false, true)) {
      LOG.warn("redis: the status stream holds what no node of this service wrote; passed over");
    }
  }

  /** Asks the clock of the server that handed the heartbeat over. A failure is not the stream's. */
  private Future<Void> judge(StreamRecord.Beat beat) {
    long sent = System.nanoTime();
    return link.send(Request.cmd(Command.TIME), PATIENCE_MILLIS)
        .map(time -> tell(beat, time, sent))
        .otherwiseEmpty();
  }

  private @Nullable Void tell(StreamRecord.Beat beat, @Nullable Response time, long sent) {
    if (time != null && time.size() == 2) {
      long micros = ServerClock.micros(time.get(0).toLong(), time.get(1).toLong());
      String run = link.runId().orElse("");
      clock
          .age(new ServerClock.Reading(run, micros, sent, System.nanoTime()), beat)
          .ifPresent(age -> listener.alive(new Heartbeat(beat.position(), age)));
    }
    return null;
  }

  private @Nullable Void setLast(String id) {
    last = id;
    return null;
  }
}
