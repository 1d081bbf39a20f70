package org.goldcard.web.api.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.status.StatusChange;

/**
 * Changes that wait to be told, at most so many: of more the last one alone is kept, and the gap
 * before it shows. Safe from any thread; never blocks for long.
 */
final class Pending {
  private final int most;
  private List<StatusChange> changes = new ArrayList<>();

  Pending(int most) {
    this.most = most;
  }

  /** Adds a change; true when nothing waited before. */
  synchronized boolean add(StatusChange change) {
    boolean first = changes.isEmpty();
    if (changes.size() >= most) {
      changes = new ArrayList<>();
    }
    changes.add(change);
    return first;
  }

  /** Takes what waits, in order; empty when nothing does. */
  synchronized Optional<List<StatusChange>> take() {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    List<StatusChange> taken = changes;
    changes = new ArrayList<>();
    return Optional.of(taken);
  }
}
