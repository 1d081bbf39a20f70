package org.goldcard.venues.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers heartbeats in memory and writes the newest of each device every few seconds, all
 * together, no device oftener than {@link DeviceLog#EVERY}. Bounded: beyond {@link #MOST} devices
 * that wait, more are not gathered, and counted. A record that is away costs nothing but rows: the
 * next heartbeat is written. Safe from any thread.
 */
public final class RecordDevices {
  /** How often it writes. */
  public static final Duration PERIOD = Duration.ofSeconds(5);

  /** How many devices are remembered. */
  public static final int MOST = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(RecordDevices.class);
  private static final int TOGETHER = 1000;

  private final Vertx vertx;
  private final DeviceLog log;
  private final AtomicLong left = new AtomicLong();
  private Map<String, Heartbeat> waiting = new HashMap<>();
  private final Map<String, Instant> written = new HashMap<>();
  private boolean writing;
  private long timer = -1;

  /** Writes to a log. */
  public RecordDevices(Vertx vertx, DeviceLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /** Writes from now on. */
  public synchronized void start() {
    timer = vertx.setPeriodic(PERIOD.toMillis(), id -> write().onFailure(RecordDevices::tell));
  }

  /** Takes a heartbeat; never waits. */
  public synchronized void heard(Heartbeat heartbeat) {
    if (waiting.size() >= MOST && !waiting.containsKey(heartbeat.client())) {
      left.incrementAndGet();
      return;
    }
    waiting.merge(heartbeat.client(), heartbeat, RecordDevices::newer);
  }

  private static Heartbeat newer(Heartbeat one, Heartbeat other) {
    return other.at().isBefore(one.at()) ? one : other;
  }

  /** How many heartbeats were not gathered since the start. */
  public long left() {
    return left.get();
  }

  /** Writes what is due now. */
  public Future<Void> write() {
    List<Heartbeat> due = take();
    return due.isEmpty()
        ? Future.succeededFuture()
        : write(due, 0).onComplete(done -> ended(done.succeeded() ? due : null));
  }

  private synchronized List<Heartbeat> take() {
    List<Heartbeat> due = new ArrayList<>();
    if (writing) {
      return due;
    }
    for (Heartbeat heartbeat : waiting.values()) {
      Instant last = written.get(heartbeat.client());
      if (last == null || !heartbeat.at().isBefore(last.plus(DeviceLog.EVERY))) {
        due.add(heartbeat);
      }
    }
    due.forEach(heartbeat -> waiting.remove(heartbeat.client()));
    writing = !due.isEmpty();
    return due;
  }

  private Future<Void> write(List<Heartbeat> due, int from) {
    int to = Math.min(due.size(), from + TOGETHER);
    Future<Void> some = log.write(due.subList(from, to));
    return to == due.size() ? some : some.compose(done -> write(due, to));
  }

  private synchronized void ended(@Nullable List<Heartbeat> stored) {
    writing = false;
    if (stored != null) {
      if (written.size() > MOST) {
        written.clear();
      }
      stored.forEach(heartbeat -> written.put(heartbeat.client(), heartbeat.at()));
    }
  }

  private static void tell(Throwable failure) {
    LOG.debug("heartbeats of devices were not written", failure);
  }

  /** Writes what is due, and no more. */
  public Future<Void> stop() {
    synchronized (this) {
      vertx.cancelTimer(timer);
    }
    return write().otherwiseEmpty();
  }
}
