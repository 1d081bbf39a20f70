package org.goldcard.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.RejectedRows;
import org.goldcard.issuing.list.TableSource.Row;
import org.jspecify.annotations.Nullable;

/**
 * The bad rows of a list as CSV: its own columns, then line and reasons in both languages. Used by
 * one import at a time.
 */
final class RejectedFile implements RejectedRows {
  /**
   * What a spreadsheet would run as a formula, and numbers it would round: both get the apostrophe
   * that means text, and reading takes it away again.
   */
  private static final Pattern NEEDS_TEXT_MARK =
      Pattern.compile("^(?:[=+\\-@\\t\\r\\n].*|\\s*\\d{12,}\\s*)$", Pattern.DOTALL);

  private final Path source;
  private final Path target;
  private final WorkerExecutor worker;
  private List<String> headings = List.of();
  private @Nullable Path unfinished;
  private @Nullable CsvWriter writer;

  RejectedFile(Path source, Path target, WorkerExecutor worker) {
    this.source = source;
    this.target = target;
    this.worker = worker;
  }

  @Override
  public Future<Void> headings(Row row) {
    headings = row.cells();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> add(List<Row> rows, List<List<Fault>> faults) {
    return blocking(
        () -> {
          write(rows, faults);
          return null;
        });
  }

  @Override
  public Future<Optional<String>> finish() {
    return blocking(this::publish);
  }

  private void write(List<Row> rows, List<List<Fault>> faults) throws IOException {
    CsvWriter out = writer == null ? start() : writer;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<String> cells = new ArrayList<>();
      for (int position = 0; position < headings.size(); position++) {
        cells.add(safe(row.cell(position)));
      }
      cells.add(String.valueOf(row.line()));
      cells.add(reasons(faults.get(i)));
      row.cells().stream().skip(headings.size()).map(RejectedFile::safe).forEach(cells::add);
      out.writeRecord(cells);
    }
  }

  private CsvWriter start() throws IOException {
    TextForm form = FileKind.isZip(source) ? TextForm.FOR_SPREADSHEETS : TextForm.of(source);
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".rejected", "", owner());
    unfinished = part;
    OutputStream bytes = Files.newOutputStream(part);
    Writer text = new OutputStreamWriter(bytes, form.charset());
    if (form.bom()) {
      text.write('\ufeff');
    }
    CsvWriter out = CsvWriter.builder().fieldSeparator(form.separator()).build(text);
    writer = out;
    List<String> row = new ArrayList<>(headings.stream().map(RejectedFile::safe).toList());
    row.add("行号");
    row.add("原因");
    return out.writeRecord(row);
  }

  private Optional<String> publish() throws IOException {
    if (writer == null || unfinished == null) {
      return Optional.empty();
    }
    writer.close();
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(String.valueOf(target.getFileName()));
  }

  private static String reasons(List<Fault> faults) {
    return faults.stream()
        .map(fault -> safe(fault.column()) + " " + fault.zh() + " / " + fault.en())
        .map(String::strip)
        .collect(Collectors.joining("；"));
  }

  private static String safe(String cell) {
    return NEEDS_TEXT_MARK.matcher(cell).matches() ? "'" + cell : cell;
  }

  private static FileAttribute<?>[] owner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return worker.executeBlocking(work, false);
  }
}
