package org.goldcard.issuing.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.card.Text;
import org.goldcard.card.talent.Talent;
import org.goldcard.issuing.list.TableSource.Row;

/** Which column stands where in one table. */
final class Header {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)[ _]*\\(?([1-8])\\)?");

  /** A heading longer than this, in characters, is cut to so many code points. */
  private static final int LONGEST = 40;

  private static final int CUT = 20;

  private final Row row;
  private final Map<Place, Integer> positions = new HashMap<>();
  private final Set<Integer> headed = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();

  /**
   * A column of the table.
   *
   * @param column what it holds
   * @param index 1, or 2 to 8 for further documents
   */
  record Place(Column column, int index) {}

  private Header(Row row) {
    this.row = row;
  }

  /** Whether a row looks like headings: titles above them are passed over. */
  static boolean looksLikeOne(Row row) {
    return row.cells().stream().filter(cell -> place(cell).isPresent()).count() >= 3;
  }

  /** Reads a row of headings. */
  static Header read(Row row) {
    Header header = new Header(row);
    for (int position = 0; position < row.cells().size(); position++) {
      if (!row.cell(position).isBlank()) {
        header.headed.add(position);
        header.put(position);
      }
    }
    header.checkComplete();
    return header;
  }

  /** What is wrong with the headings. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** The headings as written. */
  Row row() {
    return row;
  }

  /** Where a column stands; empty when the table does not have it. */
  Optional<Integer> position(Column column, int index) {
    return Optional.ofNullable(positions.get(new Place(column, index)));
  }

  /** The heading as the table writes it, cut short, or the Chinese one where it has none. */
  String heading(Column column, int index) {
    return position(column, index).map(at -> shown(row.cell(at))).orElse(column.zh());
  }

  /** Whether a heading stands above a position. */
  boolean heads(int position) {
    return headed.contains(position);
  }

  private void put(int position) {
    String heading = row.cell(position);
    Optional<Place> place = place(heading);
    if (place.isEmpty()) {
      fault(heading, RowFlaw.COLUMN_UNKNOWN);
    } else if (place.get().column() != Column.IGNORED
        && positions.putIfAbsent(place.get(), position) != null) {
      fault(heading, RowFlaw.COLUMN_TWICE);
    }
  }

  private void checkComplete() {
    for (Column column : Column.values()) {
      if (column.isRequired() && position(column, 1).isEmpty()) {
        fault(column.zh(), RowFlaw.COLUMN_MISSING);
      }
    }
    if (position(Column.PHONE, 1).isEmpty() && position(Column.EMAIL, 1).isEmpty()) {
      fault(Column.PHONE.zh() + "/" + Column.EMAIL.zh(), RowFlaw.COLUMN_MISSING);
    }
    for (int index = 2; index <= Talent.MAX_DOCUMENTS; index++) {
      boolean type = position(Column.DOCUMENT_TYPE, index).isPresent();
      boolean number = position(Column.DOCUMENT_NUMBER, index).isPresent();
      if (type != number) {
        Column missing = type ? Column.DOCUMENT_NUMBER : Column.DOCUMENT_TYPE;
        fault(missing.zh() + index, RowFlaw.COLUMN_MISSING);
      }
    }
  }

  private void fault(String heading, RowFlaw flaw) {
    faults.add(Fault.of(row.line(), shown(heading), flaw));
  }

  /**
   * What stands for a heading in a fault: no cell of somebody, however the table was put together.
   */
  private static String shown(String heading) {
    String text = Text.tidy(heading);
    return text.length() > LONGEST ? text.substring(0, text.offsetByCodePoints(0, CUT)) : text;
  }

  private static Optional<Place> place(String heading) {
    Optional<Column> plain = Column.named(heading);
    if (plain.isPresent()) {
      return Optional.of(new Place(plain.get(), 1));
    }
    Matcher numbered = NUMBERED.matcher(Text.tidy(heading));
    if (!numbered.matches()) {
      return Optional.empty();
    }
    int index = Integer.parseInt(numbered.group(2));
    return Column.named(numbered.group(1))
        .filter(c -> c == Column.DOCUMENT_TYPE || c == Column.DOCUMENT_NUMBER)
        .map(column -> new Place(column, index));
  }
}
