package org.goldcard.testkit;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.card.Card;
import org.goldcard.card.StatusWord;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.StatusLog;

/** The status feed in memory: the twin of the database's. Calls its listeners at once. */
public final class InMemoryStatusLog implements StatusLog {
  private static final long EPOCH = 1;

  private final List<StatusChange> changes = new ArrayList<>();
  private final Map<Integer, StatusWord> entries = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private Position head = new Position(EPOCH, 0, Position.START);

  /**
   * One changed entry.
   *
   * @param kind what the index belongs to
   * @param index where
   * @param word what it becomes
   */
  public record Entry(Kind kind, int index, StatusWord word) {}

  /** The entry of a card. */
  public static Entry card(Card card) {
    return new Entry(Kind.CARD, card.index(), card.word());
  }

  /** The entry of a card's pass. */
  public static Entry pass(Card card, boolean superseded) {
    StatusWord word =
        StatusWord.pass(superseded, card.talentClass(), card.validity().lastDay(), card.index());
    return new Entry(Kind.PASS, card.passIndex(), word);
  }

  /** Numbers, chains and records changes. */
  public synchronized void record(Instant at, Entry... made) {
    for (Entry entry : made) {
      Position next = new Position(EPOCH, head.seq() + 1, Position.START);
      var open = new StatusChange(next, entry.kind(), entry.index(), entry.word(), at);
      head = new Position(EPOCH, next.seq(), open.chainAfter(head.chain()));
      changes.add(new StatusChange(head, entry.kind(), entry.index(), entry.word(), at));
      entries.put(entry.index(), entry.word());
    }
    listeners.forEach(Runnable::run);
  }

  synchronized long seq() {
    return head.seq();
  }

  @Override
  public synchronized Future<Position> head() {
    return Future.succeededFuture(head);
  }

  @Override
  public synchronized Future<Page> after(long epoch, long seq, int limit) {
    List<StatusChange> page =
        changes.stream()
            .filter(c -> c.position().epoch() == epoch && c.position().seq() > seq)
            .limit(limit)
            .toList();
    return Future.succeededFuture(new Page(head, page));
  }

  @Override
  public synchronized Future<Position> snapshot(EntryConsumer consumer) {
    entries.forEach(consumer::accept);
    return Future.succeededFuture(head);
  }

  @Override
  public synchronized Future<Void> onCommit(Runnable listener) {
    listeners.add(listener);
    return Future.succeededFuture();
  }
}
