package org.goldcard.files;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** What a cell of a spreadsheet says, as the text a person would have typed. */
final class XlsxCells {
  /** A spreadsheet keeps 15 digits of a number and makes zeros of the rest. */
  private static final int KEPT_DIGITS = 15;

  /** Built-in date formats (ECMA-376 18.8.30), those of East Asia included. */
  private static final Set<Integer> DATE_FORMATS =
      Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);

  /** Day 0 of both calendars; 1900 counts a 29 February that never was, so days begin one later. */
  private static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);

  private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

  private final LocalDate dayZero;

  XlsxCells(boolean date1904) {
    dayZero = date1904 ? DAY_ZERO_1904 : DAY_ZERO_1900;
  }

  /** The text of a cell: dates as 2018-09-19, numbers without exponent. */
  String text(Cell cell) {
    BigDecimal number = number(cell);
    if (number != null) {
      return isDate(cell, number)
          ? dayZero.plusDays(number.longValue()).toString()
          : number.stripTrailingZeros().toPlainString();
    }
    if (cell.getType() == CellType.STRING) {
      return String.valueOf(cell.getValue());
    }
    String raw = cell.getRawValue();
    return cell.getType() == CellType.EMPTY || raw == null ? "" : raw;
  }

  /** Whether it is a number so long that its last digits are gone. */
  boolean lostDigits(Cell cell) {
    BigDecimal number = number(cell);
    return number != null && number.precision() - number.scale() > KEPT_DIGITS;
  }

  private static @Nullable BigDecimal number(Cell cell) {
    String raw = cell.getRawValue();
    boolean maybe = cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA;
    if (!maybe || raw == null) {
      return null;
    }
    try {
      return new BigDecimal(raw);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDate(Cell cell, BigDecimal number) {
    if (number.signum() <= 0 || number.compareTo(LAST_DAY) > 0) {
      return false;
    }
    Integer id = cell.getDataFormatId();
    String format = cell.getDataFormatString();
    return (id != null && DATE_FORMATS.contains(id)) || (format != null && namesDays(format));
  }

  /** Whether a number format shows a day: y and d outside quotation marks and brackets. */
  private static boolean namesDays(String format) {
    String codes =
        format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]", "").toLowerCase(java.util.Locale.ROOT);
    return codes.contains("y") && (codes.contains("d") || codes.contains("m"));
  }
}
