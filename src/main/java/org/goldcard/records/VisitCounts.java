package org.goldcard.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The visits of today as all nodes share them, in a memory that may be emptied. A memory that is
 * away is a failed future. Safe from any thread.
 */
public interface VisitCounts {
  /**
   * What the memory calls its present contents, if nobody has brought back the visits from before
   * them yet; empty when that is done, or it holds nothing whole just now.
   */
  Future<Optional<String>> due();

  /** Raises counts that are lower, and moves first visits that are later; never the other way. */
  Future<Void> raise(List<Counted> some);

  /** Says that the visits are back; heeded only while the contents are still those. */
  Future<Void> done(String contents);

  /** The visits of the card with an index. */
  record Counted(int cardIndex, ScanStore.Visits visits) {}
}
