package org.goldcard.status;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.goldcard.card.StatusWord;
import org.goldcard.card.SubjectWord;
import org.jspecify.annotations.Nullable;

/**
 * The whole card table in memory: index to {@link StatusWord}, one long each, in segments of 16,384
 * that exist only where an index is in use. 10 million dense entries take 80 MB. (Segments stay far
 * below half a region of the garbage collector: larger arrays would take a region each.)
 *
 * <p>Any thread reads without a lock and without allocating; one thread at a time writes (in the
 * service: the follower of the feed, under its lock). Entries are written before the position that
 * covers them, so a reader who takes the position first and the entry second sees an entry at least
 * as new as that position.
 */
public final class CardTable {
  /** Indexes run from 0 to one less than this, 2^28. */
  public static final int CAPACITY = 1 << 28;

  private static final int SEGMENT_BITS = 14;
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  private volatile Contents contents = new Contents();
  private final List<Consumer<StatusChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> takeovers = new CopyOnWriteArrayList<>();
  private volatile Runnable subjects = () -> {};

  /** A table nobody has written to yet: every entry is absent and there is no position. */
  public CardTable() {}

  /** Loads a table of its own from the log, with the position it belongs to. */
  public static Future<CardTable> load(StatusLog log) {
    CardTable table = new CardTable();
    return log.snapshot((index, word) -> table.put(index, word.bits())).map(table::published);
  }

  /** The packed entry at an index; 0 where nobody was given one, also outside the table. */
  public long bits(int index) {
    if (index < 0 || index >= CAPACITY) {
      return 0;
    }
    AtomicLongArray segment = contents.segments.getAcquire(index >>> SEGMENT_BITS);
    return segment == null ? 0 : segment.getAcquire(index & SEGMENT - 1);
  }

  /** The entry at an index; {@link StatusWord#NONE} where nobody was given one. */
  public StatusWord at(int index) {
    long bits = bits(index);
    return bits == 0 ? StatusWord.NONE : new StatusWord(bits);
  }

  /** The place in the feed that the entries have reached; empty before the first load. */
  public Optional<Position> position() {
    return Optional.ofNullable(contents.position);
  }

  /**
   * One more than the highest index a card or pass may have; a multiple of the segment size. The
   * subjects lie beyond.
   */
  public int limit() {
    Contents now = contents;
    for (int s = SubjectWord.FIRST_INDEX >>> SEGMENT_BITS; s > 0; s--) {
      if (now.segments.getAcquire(s - 1) != null) {
        return s << SEGMENT_BITS;
      }
    }
    return 0;
  }

  /**
   * The first index from a given one on, 0 or more, around which anything may be in use; {@link
   * #CAPACITY} when there is none. So a walk over the table need not touch what is empty.
   */
  public int nextInUse(int index) {
    Contents now = contents;
    for (int s = index >>> SEGMENT_BITS; s < now.segments.length(); s++) {
      if (now.segments.getAcquire(s) != null) {
        return Math.max(index, s << SEGMENT_BITS);
      }
    }
    return CAPACITY;
  }

  /** Calls back, on the writer's thread, whenever a subject's word may have changed. */
  public void onSubject(Runnable listener) {
    subjects = listener;
  }

  /** Hands every entry in use to a consumer, in order of index. */
  public void forEach(StatusLog.EntryConsumer consumer) {
    Contents now = contents;
    for (int s = 0; s < now.segments.length(); s++) {
      AtomicLongArray segment = now.segments.getAcquire(s);
      for (int i = 0; segment != null && i < SEGMENT; i++) {
        long bits = segment.getAcquire(i);
        if (bits != 0) {
          consumer.accept(s << SEGMENT_BITS | i, new StatusWord(bits));
        }
      }
    }
  }

  /** Sets an entry. Only for the table's one writer. */
  public void put(int index, long bits) {
    if (index < 0 || index >= CAPACITY) {
      throw new IllegalArgumentException("index: outside the card table");
    }
    AtomicReferenceArray<AtomicLongArray> segments = contents.segments;
    AtomicLongArray segment = segments.getAcquire(index >>> SEGMENT_BITS);
    if (segment == null) {
      segment = new AtomicLongArray(SEGMENT);
      segments.setRelease(index >>> SEGMENT_BITS, segment);
    }
    segment.setRelease(index & SEGMENT - 1, bits);
    if (index >= SubjectWord.FIRST_INDEX) {
      subjects.run();
    }
  }

  /** Takes the very next change and tells of it. Only for the table's one writer. */
  public void take(StatusChange change) {
    put(change.index(), change.word().bits());
    publish(change.position());
    listeners.forEach(listener -> listener.accept(change));
  }

  /**
   * Tells of every change this table takes from now on, in order, on the writer's thread and under
   * its lock: the listener must return at once. A table taken over whole is told of by {@link
   * #onWhole}.
   */
  public void onChange(Consumer<StatusChange> told) {
    listeners.add(told);
  }

  /** Tells, in the same way, that the contents were taken over whole, whatever has changed. */
  public void onWhole(Runnable told) {
    takeovers.add(told);
  }

  /**
   * The indexes of all passes of these cards; looks at every entry, some milliseconds a million.
   */
  public List<Integer> passesOf(Set<Integer> cards) {
    BitSet wanted = new BitSet();
    cards.forEach(wanted::set);
    List<Integer> passes = new ArrayList<>();
    forEach(
        (index, word) -> {
          if (index < SubjectWord.FIRST_INDEX && word.isPass() && wanted.get(word.cardIndex())) {
            passes.add(index);
          }
        });
    return passes;
  }

  /** Says that the entries have reached a position. Only for the table's one writer. */
  public void publish(Position position) {
    contents.position = position;
  }

  /**
   * Takes over the contents of a table loaded aside, all at once; nobody may write to that table
   * afterwards. Only for the table's one writer.
   */
  public void become(CardTable whole) {
    contents = whole.contents;
    subjects.run();
    takeovers.forEach(Runnable::run);
  }

  private CardTable published(Position position) {
    publish(position);
    return this;
  }

  /** Segments and position that belong together, so that a reload is one reference written. */
  private static final class Contents {
    private final AtomicReferenceArray<@Nullable AtomicLongArray> segments =
        new AtomicReferenceArray<>(CAPACITY >>> SEGMENT_BITS);
    private volatile @Nullable Position position;
  }
}
