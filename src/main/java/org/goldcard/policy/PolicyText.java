package org.goldcard.policy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of the document, whole and by article, as shown to visitors. */
public final class PolicyText {
  /** How many articles the document has. */
  public static final int ARTICLES = 29;

  private static final String DIGITS = "一二三四五六七八九";
  private static final Pattern HEADING = Pattern.compile("^第([一二三四五六七八九十]{1,3})条 ");
  private static final Pattern CHAPTER = Pattern.compile("^第[一二三四五六]章 .*");

  private final String whole;
  private final Map<Integer, String> articles = new TreeMap<>();

  /** Splits a text into its articles. */
  public PolicyText(String whole) {
    this.whole = whole;
    int current = 0;
    int heading = 0;
    for (String line : whole.lines().toList()) {
      Matcher matcher = HEADING.matcher(line);
      if (matcher.find()) {
        heading++;
        current = numeral(heading).equals(matcher.group(1)) ? heading : 0;
      } else if (CHAPTER.matcher(line).matches()) {
        current = 0;
      }
      if (current > 0 && !line.isBlank()) {
        articles.merge(current, line, (a, b) -> a + "\n" + b);
      }
    }
  }

  /** The whole text. */
  public String whole() {
    return whole;
  }

  /** An article with its heading and its line of responsible departments. */
  public Optional<String> article(int number) {
    return Optional.ofNullable(articles.get(number));
  }

  /** A number from 1 to 99 as articles are counted: 二十一. */
  public static String numeral(int number) {
    if (number < 1 || number > 99) {
      throw new IllegalArgumentException("number: not 1 to 99");
    }
    int tens = number / 10;
    int ones = number % 10;
    String head = tens == 0 ? "" : (tens == 1 ? "" : DIGITS.charAt(tens - 1)) + "十";
    return head + (ones == 0 ? "" : DIGITS.charAt(ones - 1));
  }
}
