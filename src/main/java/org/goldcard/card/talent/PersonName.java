package org.goldcard.card.talent;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.goldcard.card.Text;

/**
 * A person's legal name in the order of the document: Chinese, Latin or any other script, counted
 * by code point.
 *
 * @param text normalised (NFKC), one kind of middle dot (U+00B7), no spaces inside Chinese names
 */
public record PersonName(String text) {
  /** The longest name in code points. */
  public static final int MAX_LENGTH = 80;

  private static final int MIN_LENGTH = 2;
  private static final Pattern DOTS = Pattern.compile(" ?[\\u2022\\u2027\\u30fb\\u2219\\u22c5] ?");
  private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3007\\u00b7. ]+");
  private static final Pattern WHOLE =
      Pattern.compile("[\\p{L}\\p{M}\\u3007][\\p{L}\\p{M}\\u3007 .,'\\u2019\\-\\u00b7]*");
  private static final Pattern GARBLED = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cn}\\p{Cs}\\ufffd]");
  private static final Pattern NOT_COMPARED = Pattern.compile("[ .,'\\u2019\\-\\u00b7]");

  /** The two-character surnames a mask keeps whole. */
  private static final Set<String> COMPOUND_SURNAMES =
      Set.of(
          "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "长孙", "宇文", "夏侯", "轩辕",
          "端木", "独孤", "南宫", "西门", "百里", "东郭", "呼延", "申屠", "太史", "澹台", "闻人", "钟离", "鲜于", "闾丘", "完颜",
          "第五", "公冶", "宗政", "濮阳", "淳于", "单于", "公羊", "赫连", "万俟", "仲孙", "拓跋");

  /** Refuses a blank or overlong name; the message never repeats it. */
  public PersonName {
    if (text.isBlank() || length(text) > MAX_LENGTH) {
      throw new IllegalArgumentException("text: not a name");
    }
  }

  /** Reads a name as typed; padding, width and the kind of middle dot are forgiven. */
  public static Reading<PersonName> read(String written) {
    if (GARBLED.matcher(written.strip()).find()) {
      return Reading.flawed(Flaw.GARBLED);
    }
    String text = normalise(written);
    if (text.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    if (length(text) < MIN_LENGTH) {
      return Reading.flawed(Flaw.TOO_SHORT);
    }
    if (length(text) > MAX_LENGTH) {
      return Reading.flawed(Flaw.TOO_LONG);
    }
    return WHOLE.matcher(text).matches()
        ? Reading.of(new PersonName(text))
        : Reading.flawed(Flaw.NAME_CHARACTERS);
  }

  /** Whether two names are the same but for case, width, spaces and punctuation. */
  public boolean sameAs(PersonName other) {
    return key().equals(other.key());
  }

  /** 张*, 欧阳**, 阿***·***; of other scripts the initial of each part: J*** S****. */
  public String masked() {
    return isChinese() ? maskedChinese() : maskedParts();
  }

  /** The masked name: a name does not slip into a log. */
  @Override
  public String toString() {
    return masked();
  }

  private boolean isChinese() {
    return CHINESE.matcher(text).matches();
  }

  private String maskedChinese() {
    boolean compound = text.length() > 2 && COMPOUND_SURNAMES.contains(text.substring(0, 2));
    int shown = compound ? 2 : text.offsetByCodePoints(0, 1);
    return text.substring(0, shown) + text.substring(shown).replaceAll("[^\\u00b7]", "*");
  }

  private String maskedParts() {
    StringBuilder masked = new StringBuilder();
    boolean initial = true;
    for (int point : text.codePoints().toArray()) {
      boolean separator = point == ' ' || point == '-' || point == 0xb7;
      masked.appendCodePoint(separator || initial ? point : '*');
      initial = separator;
    }
    return masked.toString();
  }

  private String key() {
    return NOT_COMPARED.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String normalise(String written) {
    String tidy = Text.tidy(written.replaceAll("\\p{Cf}", ""));
    String dotted = DOTS.matcher(tidy).replaceAll("\u00b7");
    return CHINESE.matcher(dotted).matches()
        ? dotted.replace(" ", "").replace('.', '\u00b7')
        : dotted;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
