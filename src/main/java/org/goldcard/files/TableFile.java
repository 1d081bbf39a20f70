package org.goldcard.files;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.goldcard.issuing.list.TableSource;

/** One CSV or XLSX file, read chunk by chunk on a worker. */
final class TableFile implements TableSource {
  private final Path file;
  private final WorkerExecutor worker;

  TableFile(Path file, WorkerExecutor worker) {
    this.file = file;
    this.worker = worker;
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Future<Void> read(int chunk, Function<List<Row>, Future<Void>> each) {
    return worker
        .executeBlocking(() -> FileKind.open(file), false)
        .compose(rows -> drain(rows, chunk, each).eventually(() -> close(rows)));
  }

  private Future<Void> drain(TableRows rows, int chunk, Function<List<Row>, Future<Void>> each) {
    return worker
        .executeBlocking(() -> step(rows, chunk, each), false)
        .compose(step -> step.done().map(v -> step.last()))
        .compose(last -> last ? Future.succeededFuture() : drain(rows, chunk, each));
  }

  private static Step step(TableRows rows, int chunk, Function<List<Row>, Future<Void>> each)
      throws IOException {
    List<Row> next = rows.next(chunk);
    return next.isEmpty()
        ? new Step(Future.succeededFuture(), true)
        : new Step(each.apply(next), next.size() < chunk);
  }

  private Future<Void> close(TableRows rows) {
    return worker.executeBlocking(
        () -> {
          rows.close();
          return null;
        },
        false);
  }

  /**
   * One chunk handed over.
   *
   * @param done when the receiver is ready for more
   * @param last whether there are no more
   */
  private record Step(Future<Void> done, boolean last) {}
}
