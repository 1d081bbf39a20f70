package org.goldcard.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.goldcard.issuing.list.RowFlaw;
import org.goldcard.issuing.list.TableSource.Row;
import org.goldcard.issuing.list.TableSource.Unreadable;

/** The rows of the first visible sheet of an XLSX file, streamed. */
final class XlsxRows implements TableRows {
  /** What a workbook may unpack to: a hundred times a full list, and no memory's death. */
  private static final long MAX_UNPACKED = 2L << 30;

  private static final int MAX_CELLS = 256;

  private final ReadableWorkbook workbook;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private final XlsxCells cells;
  private int line;

  private XlsxRows(ReadableWorkbook workbook, Stream<org.dhatim.fastexcel.reader.Row> stream) {
    this.workbook = workbook;
    this.stream = stream;
    this.rows = stream.iterator();
    this.cells = new XlsxCells(workbook.isDate1904());
  }

  static XlsxRows open(Path file) throws IOException {
    refuseBombs(file);
    ReadableWorkbook workbook = null;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
      Sheet sheet =
          workbook
              .getSheets()
              .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
              .findFirst()
              .orElseThrow(() -> new Unreadable(0, RowFlaw.NO_ROWS));
      return new XlsxRows(workbook, sheet.openStream());
    } catch (IOException | RuntimeException e) {
      if (workbook != null) {
        workbook.close();
      }
      throw e instanceof Unreadable unreadable ? unreadable : unreadable(0, e);
    }
  }

  @Override
  public List<Row> next(int max) {
    List<Row> next = new ArrayList<>(max);
    try {
      while (next.size() < max && rows.hasNext()) {
        org.dhatim.fastexcel.reader.Row row = rows.next();
        line = row.getRowNum();
        add(row, next);
      }
    } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException e) {
      throw unreadable(line + 1, e);
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }

  private void add(org.dhatim.fastexcel.reader.Row row, List<Row> next) {
    List<String> texts = new ArrayList<>();
    Set<Integer> damaged = new HashSet<>();
    boolean blank = true;
    int count = Math.min(row.getCellCount(), MAX_CELLS);
    for (int position = 0; position < count; position++) {
      Cell cell = row.getOptionalCell(position).orElse(null);
      String text = cell == null ? "" : cells.text(cell);
      texts.add(text);
      blank &= text.isBlank();
      if (cell != null && cells.lostDigits(cell)) {
        damaged.add(position);
      }
    }
    if (!blank) {
      next.add(new Row(line, texts, damaged));
    }
  }

  private static void refuseBombs(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      long unpacked = zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
      if (zip.getEntry("xl/workbook.xml") == null) {
        throw new Unreadable(0, RowFlaw.UNKNOWN_FORMAT);
      }
      if (unpacked > MAX_UNPACKED) {
        throw new Unreadable(0, RowFlaw.TOO_BIG);
      }
    } catch (IOException e) {
      throw unreadable(0, e);
    }
  }

  private static Unreadable unreadable(int line, Throwable cause) {
    Unreadable unreadable = new Unreadable(line, RowFlaw.UNREADABLE);
    unreadable.initCause(cause);
    return unreadable;
  }
}
