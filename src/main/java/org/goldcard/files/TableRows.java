package org.goldcard.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.goldcard.issuing.list.TableSource.Row;

/** The rows of an open file, from the first on. Blocking; one thread at a time. */
interface TableRows extends Closeable {
  /**
   * The next rows that are not blank, at most {@code max}; fewer only at the end.
   *
   * @throws org.goldcard.issuing.list.TableSource.Unreadable where the file is damaged
   */
  List<Row> next(int max) throws IOException;
}
