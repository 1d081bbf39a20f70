package org.goldcard.issuing.list;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A table somebody handed in, as text.
 *
 * <p>It can be read more than once and never changes meanwhile. Reading happens in chunks of
 * bounded size on a worker of the source's own, so memory does not grow with the table. Safe from
 * any thread.
 */
public interface TableSource {
  /** The name people know it by, without its folder. */
  String name();

  /**
   * Reads all rows in order, blank ones left out.
   *
   * @param chunk how many rows at most are given at once
   * @param each is called on the source's worker, with the next rows only after its future of the
   *     previous ones is done; a failure stops the reading and fails the whole
   * @return done after the last row; failed with {@link Unreadable} when it is no readable table
   */
  Future<Void> read(int chunk, Function<List<Row>, Future<Void>> each);

  /**
   * One row.
   *
   * @param line where it stands, 1 for the first line of the table
   * @param cells its cells as text, dates as 2018-09-19; trailing empty ones may be missing
   * @param damaged positions (from 0) of numbers whose digits the spreadsheet has rounded away
   */
  record Row(int line, List<String> cells, Set<Integer> damaged) {
    /** Copies the lists. */
    public Row {
      cells = List.copyOf(cells);
      damaged = Set.copyOf(damaged);
    }

    /** The cell at a position; empty where the row has none. */
    public String cell(int position) {
      return position < cells.size() ? cells.get(position) : "";
    }

    /** Neither digits nor names: rows are personal data. */
    @Override
    public String toString() {
      return "row " + line;
    }
  }

  /** The table cannot be read at all. */
  final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final RowFlaw flaw;

    /** Unreadable at a line, or 0 for the whole, for this reason. */
    public Unreadable(int line, RowFlaw flaw) {
      super(flaw.name());
      this.line = line;
      this.flaw = flaw;
    }

    /** As a fault of the table. */
    public Fault fault() {
      return Fault.of(line, "", flaw);
    }
  }
}
