package org.goldcard.web.api.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest entries, for scanners that come back after a gap; for one thread at a time. */
final class RecentEntries {
  private final int max;
  private final Deque<Dated> entries = new ArrayDeque<>();
  private Mark complete = Mark.NONE;

  /** Keeps so many. */
  RecentEntries(int max) {
    this.max = max;
  }

  /** Forgets all: whoever was before this mark cannot be caught up. */
  void forgetBefore(Mark mark) {
    entries.clear();
    complete = mark;
  }

  /** Adds what came with the revision of a mark. */
  void add(Mark mark, List<Entry> added) {
    for (Entry entry : added) {
      entries.add(new Dated(mark.rev(), entry));
      if (entries.size() > max) {
        complete = new Mark(complete.epoch(), entries.remove().rev);
      }
    }
  }

  /**
   * What has to be set to come from one mark to another, each index once, in at most so many
   * entries; empty when that is not known any more, or is more.
   */
  Optional<List<Entry>> between(Mark from, Mark to, int most) {
    if (from.epoch() != to.epoch() || from.rev() > to.rev() || from.rev() < complete.rev()) {
      return Optional.empty();
    }
    Map<Integer, Entry> last = new LinkedHashMap<>();
    for (Dated dated : entries) {
      // Those of the very mark again: the passes of a card are told of after the card.
      if (dated.rev >= from.rev()) {
        last.put(dated.entry.index(), dated.entry);
      }
    }
    return last.size() > most ? Optional.empty() : Optional.of(new ArrayList<>(last.values()));
  }

  private record Dated(long rev, Entry entry) {}
}
