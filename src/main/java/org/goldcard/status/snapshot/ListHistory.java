package org.goldcard.status.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.goldcard.status.PublishedList;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what changed from one building of the published lists to the next, so that a scanner
 * that has an older state need not fetch it all anew. Bounded: beyond {@link #REMEMBERED} changed
 * entries the oldest are forgotten, and who asks for what was before them gets everything.
 *
 * <p>A state is named by the position before its bits were read, so it may already contain a little
 * more; hence a difference also counts for states up to {@link #MARGIN} changes after it. That
 * hands out an entry twice now and then, with the value it has now, and leaves none out.
 */
public final class ListHistory {
  /** How many changed entries are remembered at most. */
  public static final int REMEMBERED = 200_000;

  /** More changes than can be written to the table while its bits are read. */
  static final long MARGIN = 1000;

  private final PublishedList lists;
  private final Function<BitSet, String> packed;
  private final LongSupplier reached;
  private final Deque<Difference> differences = new ArrayDeque<>();
  private int remembered;
  private long knownFrom;
  private @Nullable ListSnapshot last;

  /**
   * Nothing remembered yet.
   *
   * @param packed the bits of a list as the claim {@code lst}; takes milliseconds
   * @param reached the sequence number that the table has reached now
   */
  public ListHistory(PublishedList lists, Function<BitSet, String> packed, LongSupplier reached) {
    this.lists = lists;
    this.packed = packed;
    this.reached = reached;
  }

  /** Looks at the lists after they were built, whether or not they changed. */
  public synchronized void look() {
    PublishedList.Built built = lists.built().orElse(null);
    if (built == null) {
      return;
    }
    ListSnapshot before = last;
    boolean sameHistory = before != null && before.epoch() == built.reached().epoch();
    List<ListSnapshot.Part> parts = new ArrayList<>();
    List<Integer> changed = new ArrayList<>();
    for (int number = 0; number < lists.count(); number++) {
      PublishedList.Published list = lists.list(number).orElse(null);
      if (list == null) {
        return;
      }
      ListSnapshot.Part old = before == null ? null : before.part(number);
      boolean same = old != null && old.tag().equals(list.etag());
      ListSnapshot.Part part =
          same && old != null ? old : new ListSnapshot.Part(number, list, packed);
      if (!same && sameHistory) {
        note(old, part, changed);
      }
      parts.add(old != null && part.isLike(old) ? old.as(list) : part);
    }
    if (!sameHistory || before == null) {
      forget(built.reached().seq());
    } else if (!changed.isEmpty()) {
      remember(new Difference(Math.max(reached.getAsLong(), built.reached().seq()), changed));
    }
    last = new ListSnapshot(built.reached().epoch(), built.reached().seq(), built.asOf(), parts);
  }

  /** The lists as last built; empty until they were built once. */
  public synchronized Optional<ListSnapshot> now() {
    return Optional.ofNullable(last);
  }

  /**
   * What differs from an earlier state, with the values of now; empty when that is no longer, or
   * not here, known.
   */
  public synchronized Optional<ListDelta> since(long epoch, long rev) {
    ListSnapshot now = last;
    if (now == null || now.epoch() != epoch || rev < knownFrom || rev > now.rev()) {
      return Optional.empty();
    }
    BitSet changed = new BitSet();
    for (Difference difference : differences) {
      if (difference.upTo + MARGIN >= rev) {
        difference.indexes.forEach(changed::set);
      }
    }
    return Optional.of(ListDelta.of(now, changed));
  }

  /** From which revision on differences are known; empty until lists were built once. */
  public synchronized OptionalLong knownFrom() {
    return last == null ? OptionalLong.empty() : OptionalLong.of(knownFrom);
  }

  private static void note(
      ListSnapshot.@Nullable Part old, ListSnapshot.Part part, List<Integer> changed) {
    BitSet difference = part.bits();
    if (old != null) {
      difference.xor(old.bits());
    }
    int first = part.number() * PublishedList.SIZE;
    difference.stream().forEach(place -> changed.add(first + place));
  }

  private void remember(Difference difference) {
    differences.addLast(difference);
    remembered += difference.indexes.size();
    while (remembered > REMEMBERED) {
      Difference oldest = differences.removeFirst();
      remembered -= oldest.indexes.size();
      knownFrom = Math.max(knownFrom, oldest.upTo + MARGIN + 1);
    }
  }

  private void forget(long from) {
    differences.clear();
    remembered = 0;
    knownFrom = from;
  }

  /** Entries whose bit changed between two buildings, by positions of at most {@code upTo}. */
  private record Difference(long upTo, List<Integer> indexes) {}
}
