package org.goldcard.venues.record;

import io.vertx.core.Future;
import java.util.Optional;
import org.goldcard.card.Instruction;

/** The venues of record. Safe from any thread; a lost database is a failed future. */
public interface VenueRegistry {
  /** All venues that take part in the record now; empty where none were ever recorded. */
  Future<Optional<VenueFile>> recorded();

  /**
   * Puts a whole file in the place of what is recorded, in one transaction with an audit row for
   * each venue that changes, and one change of the feed for each. A venue that is removed may come
   * back with a later file.
   *
   * @param mayRemove whether venues that the file lacks may go; otherwise nothing is recorded
   *     should it lack any
   */
  Future<Put> put(VenueFile file, boolean mayRemove, Instruction by);

  /**
   * What came of it.
   *
   * @param difference what the file changes in what was recorded
   * @param done false where it would have removed what it may not remove
   * @param rev the sequence number of the last change, or of the feed's head when nothing changed
   */
  record Put(VenueDifference difference, boolean done, long rev) {}
}
