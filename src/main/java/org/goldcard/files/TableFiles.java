package org.goldcard.files;

import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import org.goldcard.issuing.list.RejectedRows;
import org.goldcard.issuing.list.TableSource;

/** The tables of a file system. Every blocking step runs on the worker given. */
public final class TableFiles {
  private final WorkerExecutor worker;

  /** Reads and writes on a worker with at least one thread. */
  public TableFiles(WorkerExecutor worker) {
    this.worker = worker;
  }

  /** A CSV or XLSX file, told apart by its content; it is opened when it is read. */
  public TableSource table(Path file) {
    return new TableFile(file, worker);
  }

  /**
   * A file beside a table for its bad rows, as {@link #rejectedName} calls it: CSV in the charset
   * of the table, readable by its owner only, there as a whole or not at all. An older one is
   * replaced.
   */
  public RejectedRows rejectedBeside(Path file) {
    return rejected(file, file.resolveSibling(rejectedName(file)));
  }

  /** The same in a file of another name. */
  public RejectedRows rejected(Path file, Path target) {
    return new RejectedFile(file, target, worker);
  }

  /** {@code list.csv} and {@code list.xlsx} become {@code list-rejected.csv}. */
  public static String rejectedName(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + "-rejected.csv";
  }
}
