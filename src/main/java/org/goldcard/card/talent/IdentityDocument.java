package org.goldcard.card.talent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.goldcard.card.Text;

/**
 * An identity document: its type and its number as printed, upper case, without spaces. Knowing one
 * proves nothing.
 *
 * @param type the type
 * @param number the normalised number, 5 to 18 characters
 */
public record IdentityDocument(DocumentType type, String number) {
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{5,18}");
  private static final int TAIL = 4;

  /** Refuses a number that is not normalised; the message never repeats it. */
  public IdentityDocument {
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException("number: not a normalised document number");
    }
  }

  /**
   * Reads a number as typed: width, case, spaces and hyphens are forgiven, everything else is
   * checked as far as the type allows. The two editions of the permanent resident card are told
   * apart by the number, because people write one name for both.
   *
   * @param today no date of birth may lie after it
   */
  public static Reading<IdentityDocument> read(DocumentType type, String text, LocalDate today) {
    String number = normalise(text);
    if (number.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    DocumentType edition = DocumentNumbers.edition(type, number);
    return DocumentNumbers.flaw(edition, number, today)
        .map(Reading::<IdentityDocument>flawed)
        .orElseGet(() -> Reading.of(new IdentityDocument(edition, number)));
  }

  /** The number as it is compared and looked up: NFKC, upper case, no spaces, hyphens, brackets. */
  public static String normalise(String text) {
    return Text.tidy(text).replaceAll("[ ()\\-\\p{Cf}]", "").toUpperCase(Locale.ROOT);
  }

  /** The last four characters, as staff compare them with the document. */
  public String tail() {
    return number.substring(number.length() - TAIL);
  }

  /** Region and tail of an 18-digit number, only the tail of any other. */
  public String masked() {
    int shown = number.length() == 18 ? 6 : 0;
    return number.substring(0, shown) + "*".repeat(number.length() - shown - TAIL) + tail();
  }

  /** The type and nothing of the number. */
  @Override
  public String toString() {
    return type.name();
  }

  static boolean isDate(String yyyymmdd) {
    try {
      LocalDate day = date(yyyymmdd);
      return day.getYear() >= 1850;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static LocalDate date(String yyyymmdd) {
    return LocalDate.of(
        Integer.parseInt(yyyymmdd, 0, 4, 10),
        Integer.parseInt(yyyymmdd, 4, 6, 10),
        Integer.parseInt(yyyymmdd, 6, 8, 10));
  }
}
