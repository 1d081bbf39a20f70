package org.goldcard.files;

import java.util.Map;

/**
 * Characters of names that GB 18030 once put into Unicode's private use area and GB 18030-2022, or
 * Unicode since, has given a code point of their own. Which of them a Java release still decodes
 * the old way differs; all are made what they are.
 */
final class Gb18030Names {
  private static final Map<Integer, Integer> CODE_POINTS =
      Map.ofEntries(
          Map.entry(0xe816, 0x20087),
          Map.entry(0xe817, 0x20089),
          Map.entry(0xe818, 0x200cc),
          Map.entry(0xe81e, 0x9fb4),
          Map.entry(0xe826, 0x9fb5),
          Map.entry(0xe82b, 0x9fb6),
          Map.entry(0xe82c, 0x9fb7),
          Map.entry(0xe831, 0x215d7),
          Map.entry(0xe832, 0x9fb8),
          Map.entry(0xe83b, 0x2298f),
          Map.entry(0xe843, 0x9fb9),
          Map.entry(0xe854, 0x9fba),
          Map.entry(0xe855, 0x241fe),
          Map.entry(0xe864, 0x9fbb));

  private Gb18030Names() {}

  static String modern(String cell) {
    if (cell.chars().noneMatch(c -> c >= 0xe816 && c <= 0xe864)) {
      return cell;
    }
    StringBuilder modern = new StringBuilder(cell.length() + 2);
    cell.codePoints()
        .forEach(point -> modern.appendCodePoint(CODE_POINTS.getOrDefault(point, point)));
    return modern.toString();
  }
}
