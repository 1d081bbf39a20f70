package org.goldcard.issuing.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.goldcard.card.talent.Flaw;
import org.goldcard.card.talent.Reading;
import org.goldcard.issuing.list.TableSource.Row;
import org.jspecify.annotations.Nullable;

/** One row under its headings: gives values and gathers what is wrong with them. */
final class Cells {
  private static final int MAX_CELL = 1000;

  /** A leading apostrophe says "text" to a spreadsheet; the file of bad rows writes it too. */
  private static final Pattern TEXT_MARK = Pattern.compile("^['`\\u2018](?=[=+\\-@0-9\\t\\r])");

  private static final Pattern ROUNDED = Pattern.compile("\\d(?:\\.\\d+)?[eE]\\+?\\d{2}");

  private final Header header;
  private final Row row;
  private final List<Fault> faults = new ArrayList<>();

  Cells(Header header, Row row) {
    this.header = header;
    this.row = row;
    for (int position = 0; position < row.cells().size(); position++) {
      if (!row.cell(position).isBlank() && !header.heads(position)) {
        faults.add(Fault.of(row.line(), "#" + (position + 1), RowFlaw.CELL_WITHOUT_COLUMN));
      }
    }
  }

  /** The line of the row. */
  int line() {
    return row.line();
  }

  /** The text of a cell, stripped; empty where the table has no such column. */
  String text(Column column, int index) {
    return header.position(column, index).map(at -> unmarked(row.cell(at))).orElse("");
  }

  /** What spreadsheets are told with '123 and ="123" is 123. */
  private static String unmarked(String cell) {
    String text = cell.strip();
    boolean formula = text.length() > 3 && text.startsWith("=\"") && text.endsWith("\"");
    String inner = formula ? text.substring(2, text.length() - 1) : text;
    return TEXT_MARK.matcher(inner).replaceFirst("").strip();
  }

  /** A value that every row has; null after noting what is wrong. */
  <T> @Nullable T need(Column column, int index, Function<String, Reading<T>> reader) {
    String text = text(column, index);
    if (text.isEmpty()) {
      fault(column, index, Flaw.EMPTY);
      return null;
    }
    return value(column, index, text, reader);
  }

  /** A value that may be missing; null when it is, or after noting what is wrong. */
  <T> @Nullable T may(Column column, int index, Function<String, Reading<T>> reader) {
    String text = text(column, index);
    return text.isEmpty() ? null : value(column, index, text, reader);
  }

  /** Notes a flaw of a value. */
  void fault(Column column, int index, Flaw flaw) {
    faults.add(Fault.of(row.line(), header.heading(column, index), flaw));
  }

  /** Notes a flaw of the row. */
  void fault(Column column, int index, RowFlaw flaw) {
    faults.add(Fault.of(row.line(), header.heading(column, index), flaw));
  }

  /** Everything noted so far. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private <T> @Nullable T value(
      Column column, int index, String text, Function<String, Reading<T>> reader) {
    if (text.length() > MAX_CELL) {
      fault(column, index, RowFlaw.CELL_TOO_LONG);
      return null;
    }
    if (digitsLost(column, index, text)) {
      fault(column, index, RowFlaw.DIGITS_LOST);
      return null;
    }
    Reading<T> reading = reader.apply(text);
    reading.flaw().ifPresent(flaw -> fault(column, index, flaw));
    return reading.value().orElse(null);
  }

  private boolean digitsLost(Column column, int index, String text) {
    boolean number = column == Column.DOCUMENT_NUMBER || column == Column.PHONE;
    boolean rounded = number && ROUNDED.matcher(text).matches();
    return rounded || header.position(column, index).filter(row.damaged()::contains).isPresent();
  }
}
