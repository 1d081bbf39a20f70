package org.goldcard.postgres;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.Employer;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Nationality;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Talent;
import org.goldcard.card.talent.UnitLevel;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldIndex;
import org.jspecify.annotations.Nullable;

/** Invented talents, and the keys that seal them. */
final class TestTalents {
  private static final byte[] MASTER = bytes();

  static final FieldCipher CIPHER = new FieldCipher(Map.of(1, MASTER), 1, new SecureRandom());
  static final FieldIndex INDEX = new FieldIndex(MASTER);

  private TestTalents() {}

  private static byte[] bytes() {
    byte[] bytes = new byte[FieldCipher.KEY_LENGTH];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  static IdentityDocument passport(long number) {
    return new IdentityDocument(DocumentType.PASSPORT, "T%09d".formatted(number));
  }

  static IdentityDocument permit(long number) {
    return new IdentityDocument(DocumentType.HKMO_MTP, "H%08d".formatted(number));
  }

  static Talent talent(String name, IdentityDocument... documents) {
    return new Talent(
        new PersonName(name),
        List.of(documents),
        Nationality.CHINA,
        new PhoneNumber("+8613900000000"),
        new EmailAddress("someone@example.org"),
        new Employer("山东大学", UnitLevel.CENTRAL, "370102"),
        new Introduction(true, LocalDate.of(2025, 9, 1), true));
  }

  static RecognisedRow row(int line, Talent talent, TalentClass talentClass, String day) {
    return row(line, talent, new Recognition(talentClass, LocalDate.parse(day), null), null);
  }

  static RecognisedRow row(
      int line, Talent talent, Recognition recognition, @Nullable String correction) {
    return new RecognisedRow(line, talent, recognition, correction);
  }
}
