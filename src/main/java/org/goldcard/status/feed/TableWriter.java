package org.goldcard.status.feed;

import org.goldcard.card.StatusWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a card table: applies changes in order and remembers the last positions it
 * passed. For one thread at a time.
 */
final class TableWriter {
  private static final int REMEMBERED = 4096;

  private final CardTable table;
  private @Nullable Position[] passed = new @Nullable Position[REMEMBERED];

  /** The writer of a table, which may be loaded already. */
  TableWriter(CardTable table) {
    this.table = table;
    table.position().ifPresent(this::remember);
  }

  boolean isLoaded() {
    return table.position().isPresent();
  }

  /** Where the table stands; only of a loaded one. */
  Position position() {
    return table.position().orElseThrow();
  }

  /** Whether the table is known to have been at a position. */
  boolean passed(Position position) {
    return position.equals(passed[slot(position)]);
  }

  /** Applies the very next change. */
  void apply(StatusChange change) {
    remember(change.position());
    table.take(change);
  }

  /**
   * Applies of a page what the table has not got yet. The stream may have moved it on since the
   * question; false when it has not taken the same way.
   */
  boolean applyNew(StatusLog.Page page) {
    for (StatusChange change : page.changes()) {
      Position mine = position();
      if (change.position().seq() > mine.seq()) {
        apply(change);
      } else if (change.position().seq() == mine.seq() && !change.position().equals(mine)) {
        return false;
      }
    }
    return true;
  }

  /** Takes over the table of another writer, which writes no more. */
  void become(TableWriter other) {
    passed = other.passed;
    table.become(other.table);
  }

  /** Whether this table has stopped for good what another has not. */
  boolean stopsMoreThan(TableWriter other) {
    int limit = table.limit();
    for (int index = 0; index < limit; index++) {
      if (isFinal(table.at(index)) && !isFinal(other.table.at(index))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFinal(StatusWord word) {
    return word.isPresent() && word.state().isFinal();
  }

  private void remember(Position position) {
    passed[slot(position)] = position;
  }

  private static int slot(Position position) {
    return (int) (position.seq() % REMEMBERED);
  }
}
