package org.goldcard.web.connection;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Alarms that all go off after the same time, and hardly ever do: one timer for all of an event
 * loop, which runs only while any is set, because a timer for each would cost as much as what it
 * guards. Each goes off on the loop it was set on, late by a quarter of a second at most.
 */
public final class Alarms {
  private static final long LOOK = 250;

  private final Vertx vertx;
  private final Duration time;
  private final Map<Thread, Line> lines = new ConcurrentHashMap<>();

  /** Alarms that go off after a time. */
  public Alarms(Vertx vertx, Duration time) {
    this.vertx = vertx;
    this.time = time;
  }

  /** Sets one; to be called on an event loop. */
  public Alarm set(Runnable ring) {
    return lines.computeIfAbsent(Thread.currentThread(), loop -> new Line(vertx, time)).set(ring);
  }

  /** A future, or a {@link TimeoutException} when it takes longer. */
  public <T> Future<T> bound(Future<T> future) {
    Promise<T> bound = Promise.promise();
    Alarm alarm = set(() -> bound.tryFail(new TimeoutException("not in time")));
    future.onComplete(
        done -> {
          alarm.cancel();
          settle(bound, done);
        });
    return bound.future();
  }

  private static <T> void settle(Promise<T> bound, AsyncResult<T> done) {
    if (done.succeeded()) {
      bound.tryComplete(done.result());
    } else {
      bound.tryFail(done.cause());
    }
  }

  /** Those of one event loop, in the order in which they were set. */
  private static final class Line {
    private final Vertx vertx;
    private final long nanos;
    private final long pause;
    private final Alarm end = new Alarm(this, 0, () -> {});
    private boolean looking;

    private Line(Vertx vertx, Duration time) {
      this.vertx = vertx;
      this.nanos = time.toNanos();
      this.pause = Math.min(LOOK, Math.max(1, time.toMillis()));
    }

    private synchronized Alarm set(Runnable ring) {
      Alarm alarm = new Alarm(this, System.nanoTime() + nanos, ring);
      alarm.last = end.last;
      alarm.next = end;
      alarm.last.next = alarm;
      end.last = alarm;
      lookLater();
      return alarm;
    }

    private synchronized void lookLater() {
      if (!looking && end.next != end) {
        looking = true;
        vertx.setTimer(pause, id -> look());
      }
    }

    private void look() {
      long now = System.nanoTime();
      for (Alarm due = next(now); due != null; due = next(now)) {
        due.ring.run();
      }
      looked();
    }

    private synchronized void looked() {
      looking = false;
      lookLater();
    }

    private synchronized @Nullable Alarm next(long now) {
      Alarm first = end.next;
      return first != end && first.at - now <= 0 && first.leave() ? first : null;
    }
  }

  /** One that is set. */
  public static final class Alarm {
    private final Line line;
    private final long at;
    private final Runnable ring;
    private Alarm last = this;
    private Alarm next = this;

    private Alarm(Line line, long at, Runnable ring) {
      this.line = line;
      this.at = at;
      this.ring = ring;
    }

    /** Takes it back; false when it has gone off. Safe from any thread. */
    @CanIgnoreReturnValue
    public boolean cancel() {
      synchronized (line) {
        return leave();
      }
    }

    private boolean leave() {
      boolean set = next != this;
      last.next = next;
      next.last = last;
      last = this;
      next = this;
      return set;
    }
  }
}
