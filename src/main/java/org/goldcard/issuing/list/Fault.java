package org.goldcard.issuing.list;

import org.goldcard.card.talent.Flaw;
import org.goldcard.issuing.TalentRegistry.Note;

/**
 * One thing wrong with a table. It names place and reason and never repeats the content.
 *
 * @param line the line, 1 for the first; 0 for the table as a whole
 * @param column the heading as the table writes it; empty for a whole row
 * @param code the stable name of the reason
 * @param zh the reason in Chinese
 * @param en the reason in English
 */
public record Fault(int line, String column, String code, String zh, String en) {
  static Fault of(int line, String column, Flaw flaw) {
    return new Fault(line, column, flaw.name(), flaw.zh(), flaw.en());
  }

  static Fault of(int line, String column, RowFlaw flaw) {
    return new Fault(line, column, flaw.name(), flaw.zh(), flaw.en());
  }

  static Fault of(int line, Note note) {
    return new Fault(line, "", note.name(), note.zh(), note.en());
  }

  /** One sentence in Chinese: 第5行“证件号码”：校验位不符。 */
  public String sentenceZh() {
    String place = line == 0 ? "" : "第" + line + "行";
    String field = column.isEmpty() ? "" : "“" + column + "”";
    return place + field + (place.isEmpty() && field.isEmpty() ? "" : "：") + zh;
  }

  /** One sentence in English: line 5, "document_number": fails its check digit. */
  public String sentenceEn() {
    String place = line == 0 ? "" : "line " + line;
    String field = column.isEmpty() ? "" : "\"" + column + "\"";
    String between = place.isEmpty() || field.isEmpty() ? "" : ", ";
    return place + between + field + (place.isEmpty() && field.isEmpty() ? "" : ": ") + en;
  }
}
