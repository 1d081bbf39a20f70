package org.goldcard.issuing.list;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.goldcard.issuing.list.TableSource.Row;

/**
 * Where the bad rows of a list go: their own columns, then line and reasons, so that they can be
 * put right and handed in again. Nothing is written when there is none. Blocking work stays on a
 * worker of its own.
 */
public interface RejectedRows {
  /** Takes the headings; called once, before any row. */
  Future<Void> headings(Row headings);

  /** Takes the next bad rows, each with its faults at the same position. */
  Future<Void> add(List<Row> rows, List<List<Fault>> faults);

  /** All rows are there. The name of what was written; empty when there were none. */
  Future<Optional<String>> finish();
}
