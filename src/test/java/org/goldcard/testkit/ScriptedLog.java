package org.goldcard.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;

/**
 * A status log whose faults a test chooses: away, put back to an old copy, begun anew in another
 * epoch, cut off at its beginning, hooked in the middle of a snapshot. Safe from any thread.
 */
public final class ScriptedLog implements StatusLog {
  private static final Instant AT = Instant.parse("2026-06-01T01:00:00Z");

  private final List<StatusChange> changes = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Position head = new Position(1, 0, Position.START);
  private Position base = head;
  private SortedMap<Integer, Long> baseEntries = new TreeMap<>();
  private boolean away;
  private boolean deaf;
  private Runnable inSnapshot = () -> {};

  /** Records a change of a card's entry and calls the listeners; answers the change. */
  @CanIgnoreReturnValue
  public StatusChange record(int index, StatusWord word) {
    return record(StatusChange.Kind.CARD, index, word);
  }

  /** Records a change and calls the listeners; answers the change. */
  @CanIgnoreReturnValue
  public StatusChange record(StatusChange.Kind kind, int index, StatusWord word) {
    StatusChange change;
    synchronized (this) {
      change = after(head, kind, index, word);
      changes.add(change);
      head = change.position();
    }
    if (!deaf) {
      listeners.forEach(Runnable::run);
    }
    return change;
  }

  /** The change that would come next after a position, without recording it. */
  public static StatusChange after(
      Position before, StatusChange.Kind kind, int index, StatusWord word) {
    Position next = new Position(before.epoch(), before.seq() + 1, Position.START);
    String chain = new StatusChange(next, kind, index, word, AT).chainAfter(before.chain());
    Position position = new Position(before.epoch(), before.seq() + 1, chain);
    return new StatusChange(position, kind, index, word, AT);
  }

  /** Whether every call fails from now on. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** Whether nobody is called about commits from now on. */
  public void deaf(boolean isDeaf) {
    deaf = isDeaf;
  }

  /** What happens in the middle of every snapshot from now on. */
  public synchronized void inSnapshot(Runnable hook) {
    inSnapshot = hook;
  }

  /** Puts the log back to an old copy without telling anyone: the newest changes are gone. */
  public synchronized void rollBack(int howMany) {
    for (int i = 0; i < howMany && !changes.isEmpty(); i++) {
      changes.remove(changes.size() - 1);
    }
    head = changes.isEmpty() ? base : changes.get(changes.size() - 1).position();
  }

  /** Begins another epoch with the entries as they are. */
  public synchronized void beginEpoch() {
    baseEntries = entries();
    changes.clear();
    head = new Position(head.epoch() + 1, 0, Position.START);
    base = head;
  }

  /** Forgets the changes that led here; the entries stay. */
  public synchronized void cutOff() {
    baseEntries = entries();
    changes.clear();
    base = head;
  }

  /** The entries as recorded. */
  public synchronized SortedMap<Integer, Long> entries() {
    TreeMap<Integer, Long> entries = new TreeMap<>(baseEntries);
    changes.forEach(change -> entries.put(change.index(), change.word().bits()));
    return entries;
  }

  /** The entries of a table, to be compared with {@link #entries}. */
  public static SortedMap<Integer, Long> entriesOf(CardTable table) {
    TreeMap<Integer, Long> entries = new TreeMap<>();
    table.forEach((index, word) -> entries.put(index, word.bits()));
    return entries;
  }

  /** Where it stands. */
  public synchronized Position position() {
    return head;
  }

  @Override
  public synchronized Future<Position> head() {
    return away ? gone() : Future.succeededFuture(head);
  }

  @Override
  public synchronized Future<Page> after(long epoch, long seq, int limit) {
    List<StatusChange> page =
        changes.stream()
            .filter(c -> c.position().epoch() == epoch && c.position().seq() > seq)
            .limit(limit)
            .toList();
    return away ? gone() : Future.succeededFuture(new Page(head, page));
  }

  @Override
  public Future<Position> snapshot(EntryConsumer consumer) {
    SortedMap<Integer, Long> entries;
    Position position;
    Runnable hook;
    synchronized (this) {
      if (away) {
        return gone();
      }
      entries = entries();
      position = head;
      hook = inSnapshot;
    }
    entries.forEach((index, bits) -> consumer.accept(index, new StatusWord(bits)));
    hook.run();
    return Future.succeededFuture(position);
  }

  @Override
  public Future<Void> onCommit(Runnable listener) {
    listeners.add(listener);
    return Future.succeededFuture();
  }

  private static <T> Future<T> gone() {
    return Future.failedFuture("the log is away");
  }
}
