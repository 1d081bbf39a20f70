package org.goldcard.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.issuing.list.RowFlaw;
import org.goldcard.issuing.list.TableSource.Row;
import org.goldcard.issuing.list.TableSource.Unreadable;

/** The rows of a CSV file (RFC 4180), in bounded memory. */
final class CsvRows implements TableRows {
  /** More than any row of people's data; an unclosed quotation mark is found by it. */
  private static final int MAX_FIELD = 1 << 18;

  private final CloseableIterator<CsvRecord> records;
  private final boolean gb18030;
  private int line;

  private CsvRows(CloseableIterator<CsvRecord> records, boolean gb18030) {
    this.records = records;
    this.gb18030 = gb18030;
  }

  static CsvRows open(Path file, TextForm form) throws IOException {
    CloseableIterator<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(form.separator())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_FIELD)
            .ofCsvRecord(form.open(file))
            .iterator();
    return new CsvRows(records, form.charset().name().equals("GB18030"));
  }

  @Override
  public List<Row> next(int max) {
    List<Row> rows = new ArrayList<>(max);
    try {
      while (rows.size() < max && records.hasNext()) {
        CsvRecord csv = records.next();
        line = Math.toIntExact(csv.getStartingLineNumber());
        if (!csv.getFields().stream().allMatch(String::isBlank)) {
          rows.add(new Row(line, csv.getFields().stream().map(this::modern).toList(), Set.of()));
        }
      }
    } catch (CsvParseException e) {
      throw new Unreadable(line + 1, RowFlaw.ROW_TOO_LONG);
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private String modern(String cell) {
    return gb18030 ? Gb18030Names.modern(cell) : cell;
  }
}
