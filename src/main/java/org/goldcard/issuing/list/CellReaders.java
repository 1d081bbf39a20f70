package org.goldcard.issuing.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Text;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.Flaw;
import org.goldcard.card.talent.Reading;
import org.goldcard.card.talent.UnitLevel;

/** How single cells are written in lists. */
final class CellReaders {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})-|/(\\d{1,2})/|\\.(\\d{1,2})\\.|年(\\d{1,2})月)(\\d{1,2})日?"
              + "(?:[ T]00?:00(?::00(?:\\.0+)?)?)?");
  private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}\\ufffd]");
  private static final Set<String> YES =
      Set.of("是", "yes", "y", "true", "1", "√", "✓", "有", "引进", "全职");
  private static final Set<String> NO =
      Set.of("否", "no", "n", "false", "0", "×", "无", "非引进", "未引进", "非全职", "兼职", "柔性");

  private CellReaders() {}

  static Reading<LocalDate> date(String text) {
    String tidy = Text.tidy(text);
    Matcher date = DATE.matcher(tidy);
    if (date.matches()) {
      String month = date.group(2);
      for (int group = 3; month == null; group++) {
        month = date.group(group);
      }
      return day(date.group(1), month, date.group(6));
    }
    Matcher compact = COMPACT_DATE.matcher(tidy);
    return compact.matches()
        ? day(compact.group(1), compact.group(2), compact.group(3))
        : Reading.flawed(Flaw.DATE);
  }

  static Reading<Boolean> yesOrNo(String text) {
    String key = Text.fold(text);
    if (YES.contains(key)) {
      return Reading.of(true);
    }
    return NO.contains(key) ? Reading.of(false) : Reading.flawed(Flaw.YES_OR_NO);
  }

  static Reading<TalentClass> talentClass(String text) {
    return TalentClass.parse(text)
        .map(Reading::of)
        .orElseGet(() -> Reading.flawed(Flaw.TALENT_CLASS));
  }

  static Reading<DocumentType> documentType(String text) {
    return DocumentType.parse(text)
        .map(Reading::of)
        .orElseGet(() -> Reading.flawed(Flaw.DOCUMENT_TYPE));
  }

  static Reading<UnitLevel> unitLevel(String text) {
    return UnitLevel.parse(text).map(Reading::of).orElseGet(() -> Reading.flawed(Flaw.UNIT_LEVEL));
  }

  /** Free text of bounded length without control or broken characters. */
  static Reading<String> plain(String text, int max) {
    String plain = text.replaceAll("\\p{Cf}", "").strip().replaceAll("\\s+", " ");
    if (CONTROL.matcher(plain).find()) {
      return Reading.flawed(Flaw.GARBLED);
    }
    if (plain.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    return plain.length() > max ? Reading.flawed(Flaw.TOO_LONG) : Reading.of(plain);
  }

  private static Reading<LocalDate> day(String year, String month, String day) {
    try {
      return Reading.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Reading.flawed(Flaw.DATE);
    }
  }
}
