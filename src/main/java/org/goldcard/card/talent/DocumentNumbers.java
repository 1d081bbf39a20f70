package org.goldcard.card.talent;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a document's number must look like, type by type. */
final class DocumentNumbers {
  private static final Pattern EIGHTEEN = Pattern.compile("\\d{17}[0-9X]");
  private static final Pattern FIFTEEN = Pattern.compile("\\d{15}");
  private static final Pattern FPR_OLD = Pattern.compile("[A-Z]{3}\\d{12}");
  private static final Pattern HKMO_MTP = Pattern.compile("[HM](\\d{8}|\\d{10})");
  private static final Pattern TW_MTP = Pattern.compile("\\d{8}|\\d{10}[A-Z]");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{5,17}");
  private static final Pattern A_DIGIT = Pattern.compile(".*\\d.*");

  /** GB/T 2260 provinces; an unknown one is a mistyped number even when its check digit fits. */
  private static final Set<String> PROVINCES =
      Set.of(
          "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
          "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
          "65", "71");

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";

  private DocumentNumbers() {}

  static DocumentType edition(DocumentType type, String number) {
    boolean permanentResident = type == DocumentType.FPR_NEW || type == DocumentType.FPR_OLD;
    if (!permanentResident) {
      return type;
    }
    return FPR_OLD.matcher(number).matches() ? DocumentType.FPR_OLD : DocumentType.FPR_NEW;
  }

  static Optional<Flaw> flaw(DocumentType type, String number, LocalDate today) {
    return switch (type) {
      case RIC -> eighteen(number, today, PROVINCES.contains(prefix(number, 2)));
      case HKMO_RP ->
          eighteen(number, today, Set.of("810000", "820000").contains(prefix(number, 6)));
      case TW_RP -> eighteen(number, today, prefix(number, 6).equals("830000"));
      case FPR_NEW -> eighteen(number, today, prefix(number, 1).equals("9"));
      case FPR_OLD -> form(FPR_OLD, number);
      case HKMO_MTP -> form(HKMO_MTP, number);
      case TW_MTP -> form(TW_MTP, number);
      case PASSPORT -> form(PASSPORT, number).or(() -> form(A_DIGIT, number));
    };
  }

  /** The check digit of GB 11643 (ISO 7064 MOD 11-2) over the first 17 digits. */
  static char checkDigit(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK.charAt(sum % CHECK.length());
  }

  private static Optional<Flaw> eighteen(String number, LocalDate today, boolean range) {
    if (FIFTEEN.matcher(number).matches()) {
      return Optional.of(Flaw.DOCUMENT_FIFTEEN_DIGITS);
    }
    if (!EIGHTEEN.matcher(number).matches()) {
      return Optional.of(Flaw.DOCUMENT_FORMAT);
    }
    if (!range) {
      return Optional.of(Flaw.DOCUMENT_RANGE);
    }
    String birth = number.substring(6, 14);
    if (!IdentityDocument.isDate(birth)) {
      return Optional.of(Flaw.DOCUMENT_BIRTH_DATE);
    }
    if (IdentityDocument.date(birth).isAfter(today)) {
      return Optional.of(Flaw.DOCUMENT_BIRTH_LATER);
    }
    return checkDigit(number) == number.charAt(17)
        ? Optional.empty()
        : Optional.of(Flaw.DOCUMENT_CHECK_DIGIT);
  }

  private static Optional<Flaw> form(Pattern form, String number) {
    return form.matcher(number).matches() ? Optional.empty() : Optional.of(Flaw.DOCUMENT_FORMAT);
  }

  private static String prefix(String number, int length) {
    return number.length() < length ? "" : number.substring(0, length);
  }
}
