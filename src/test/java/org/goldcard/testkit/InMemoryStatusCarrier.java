package org.goldcard.testkit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Heartbeat;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusListener;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;

/** The carrier in memory: the twin of the one in Redis, held to the same contract. */
public final class InMemoryStatusCarrier implements StatusCarrier {
  private final TreeMap<Integer, Long> entries = new TreeMap<>();
  private final List<StatusListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Position held;
  private long term;
  private long fence;
  private boolean away;

  /** Whether every call fails from now on. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** Hands a change to the listeners, whatever it holds. */
  public void say(StatusChange change) {
    listeners.forEach(listener -> listener.changed(change));
  }

  @Override
  public synchronized Future<Optional<Position>> held() {
    return away ? gone() : Future.succeededFuture(Optional.ofNullable(held));
  }

  @Override
  public Future<Optional<Position>> apply(long with, Position from, List<StatusChange> changes) {
    synchronized (this) {
      if (away) {
        return gone();
      }
      if (held == null || with < term || !held.equals(from)) {
        return Future.succeededFuture(Optional.ofNullable(held));
      }
      term = with;
      for (StatusChange change : changes) {
        entries.put(change.index(), change.word().bits());
        held = change.position();
      }
    }
    changes.forEach(this::say);
    return Future.succeededFuture(Optional.of(changes.get(changes.size() - 1).position()));
  }

  @Override
  public synchronized Future<Void> rebuild(long with, CardTable whole) {
    Position position = whole.position().orElseThrow();
    if (away || (with < term && position.epoch() <= fence)) {
      return gone();
    }
    term = with;
    fence = position.epoch();
    entries.clear();
    whole.forEach((index, word) -> entries.put(index, word.bits()));
    held = position;
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> forget() {
    if (away) {
      return gone();
    }
    held = null;
    term = 0;
    fence = 0;
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> entries(StatusLog.EntryConsumer consumer) {
    if (away) {
      return gone();
    }
    entries.forEach((index, bits) -> consumer.accept(index, new StatusWord(bits)));
    return Future.succeededFuture();
  }

  /** Hands a heartbeat to the listeners, as old as a test wants it. */
  public void say(Heartbeat heartbeat) {
    listeners.forEach(listener -> listener.alive(heartbeat));
  }

  @Override
  public Future<Boolean> beat(long with, Supplier<Future<Position>> proof) {
    return proof.get().compose(at -> away ? gone() : Future.succeededFuture(told(with, at)));
  }

  private boolean told(long with, Position at) {
    synchronized (this) {
      if (held == null || with < term || held.epoch() != at.epoch() || held.seq() < at.seq()) {
        return false;
      }
      term = with;
    }
    say(new Heartbeat(at, Duration.ZERO));
    return true;
  }

  @Override
  public Future<Void> follow(StatusListener listener) {
    listeners.add(listener);
    return Future.succeededFuture();
  }

  private static <T> Future<T> gone() {
    return Future.failedFuture("the carrier is away");
  }
}
