package org.goldcard.card.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityDocumentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);

  @ParameterizedTest
  @CsvSource({
    "RIC, 370102190001010019",
    "RIC, 37010219000101006X",
    "HKMO_RP, 810000190001010018",
    "HKMO_RP, 820000190001010028",
    "TW_RP, 830000190001010011",
    "FPR_NEW, 937840190001010016",
    "FPR_OLD, DEU370000000101",
    "HKMO_MTP, H12345678",
    "HKMO_MTP, M1234567801",
    "TW_MTP, 12345678",
    "TW_MTP, 1234567890B",
    "PASSPORT, E12345678",
    "PASSPORT, EA1234567",
    "PASSPORT, 12345",
    "PASSPORT, C01X00T47"
  })
  void readsTheNumbersOfAllEightTypes(DocumentType type, String number) {
    assertThat(read(type, number).value()).contains(new IdentityDocument(type, number));
  }

  @ParameterizedTest
  @CsvSource({
    "RIC, 370102190001010018, DOCUMENT_CHECK_DIGIT",
    "RIC, 370102190001010091, DOCUMENT_CHECK_DIGIT",
    "RIC, 370102190002300018, DOCUMENT_BIRTH_DATE",
    "RIC, 370102190013010018, DOCUMENT_BIRTH_DATE",
    "RIC, 370102000001010018, DOCUMENT_BIRTH_DATE",
    "RIC, 370102202601160018, DOCUMENT_BIRTH_LATER",
    "RIC, 370102900101001, DOCUMENT_FIFTEEN_DIGITS",
    "RIC, 37010219000101001, DOCUMENT_FORMAT",
    "RIC, 3701021900010100199, DOCUMENT_FORMAT",
    "RIC, 37010219000101X019, DOCUMENT_FORMAT",
    "RIC, 3.70102E+17, DOCUMENT_FORMAT",
    "RIC, 810000190001010018, DOCUMENT_RANGE",
    "RIC, 830000190001010011, DOCUMENT_RANGE",
    "RIC, 937840190001010016, DOCUMENT_RANGE",
    "RIC, 990102190001010019, DOCUMENT_RANGE",
    "HKMO_RP, 370102190001010019, DOCUMENT_RANGE",
    "HKMO_RP, 830000190001010011, DOCUMENT_RANGE",
    "HKMO_RP, 810000190001010017, DOCUMENT_CHECK_DIGIT",
    "TW_RP, 820000190001010028, DOCUMENT_RANGE",
    "TW_RP, 830000190001010012, DOCUMENT_CHECK_DIGIT",
    "FPR_NEW, 370102190001010019, DOCUMENT_RANGE",
    "FPR_NEW, 937840190001010017, DOCUMENT_CHECK_DIGIT",
    "FPR_OLD, DE3370000000101, DOCUMENT_FORMAT",
    "FPR_OLD, DEU37000000010, DOCUMENT_FORMAT",
    "HKMO_MTP, A12345678, DOCUMENT_FORMAT",
    "HKMO_MTP, H1234567, DOCUMENT_FORMAT",
    "HKMO_MTP, H123456789, DOCUMENT_FORMAT",
    "TW_MTP, 1234567, DOCUMENT_FORMAT",
    "TW_MTP, 1234567890, DOCUMENT_FORMAT",
    "PASSPORT, E123, DOCUMENT_FORMAT",
    "PASSPORT, E12345678901234567, DOCUMENT_FORMAT",
    "PASSPORT, ABCDEFGH, DOCUMENT_FORMAT",
    "PASSPORT, E12_45678, DOCUMENT_FORMAT",
    "PASSPORT, '   ', EMPTY"
  })
  void saysWhatIsWrongWithANumber(DocumentType type, String number, Flaw flaw) {
    assertThat(read(type, number).flaw()).contains(flaw);
  }

  @ParameterizedTest
  @CsvSource({
    "RIC, ' 37010219000101006x ', 37010219000101006X",
    "RIC, 3701 0219 0001 0100 19, 370102190001010019",
    "RIC, ３７０１０２１９０００１０１００１９, 370102190001010019",
    "RIC, '370102\u200b190001010019', 370102190001010019",
    "PASSPORT, e-1234 5678, E12345678",
    "TW_MTP, 1234567890(b), 1234567890B"
  })
  void forgivesWidthCaseAndSpaces(DocumentType type, String written, String number) {
    assertThat(read(type, written).value()).contains(new IdentityDocument(type, number));
  }

  @Test
  void acceptsABirthTodayAndNotTomorrow() {
    String today = withCheckDigit("37010220260115001");
    assertThat(read(DocumentType.RIC, today).value()).isPresent();
    String tomorrow = withCheckDigit("37010220260116001");
    assertThat(read(DocumentType.RIC, tomorrow).flaw()).contains(Flaw.DOCUMENT_BIRTH_LATER);
  }

  @Test
  void tellsTheEditionsOfThePermanentResidentCardApartByTheNumber() {
    assertThat(read(DocumentType.FPR_NEW, "DEU370000000101").value())
        .contains(new IdentityDocument(DocumentType.FPR_OLD, "DEU370000000101"));
    assertThat(read(DocumentType.FPR_OLD, "937840190001010016").value())
        .contains(new IdentityDocument(DocumentType.FPR_NEW, "937840190001010016"));
  }

  @Test
  void findsEverySingleMistypedDigitAndNearlyEverySwap() {
    String right = "370102190001010019";
    for (int at = 0; at < 18; at++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String wrong = right.substring(0, at) + digit + right.substring(at + 1);
        assertThat(read(DocumentType.RIC, wrong).value().isPresent())
            .as("digit %d as %s", at, digit)
            .isEqualTo(wrong.equals(right));
      }
    }
  }

  @Test
  void neverThrowsWhateverIsTyped() {
    long seed = 20180919;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(24), 0, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      for (DocumentType type : DocumentType.values()) {
        Reading<IdentityDocument> reading = read(type, text);
        assertThat(reading.value().isPresent())
            .as("seed %d", seed)
            .isNotEqualTo(reading.flaw().isPresent());
      }
    }
  }

  @Test
  void showsTheTailAndLittleElse() {
    IdentityDocument resident = new IdentityDocument(DocumentType.RIC, "370102190001010019");
    assertThat(resident.tail()).isEqualTo("0019");
    assertThat(resident.masked()).isEqualTo("370102********0019");
    assertThat(new IdentityDocument(DocumentType.PASSPORT, "E12345678").masked())
        .isEqualTo("*****5678");
    assertThat(resident.toString()).isEqualTo("RIC");
  }

  @Test
  void refusesANumberThatIsNotNormalisedWithoutRepeatingIt() {
    assertThatThrownBy(() -> new IdentityDocument(DocumentType.PASSPORT, "e123 secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static String withCheckDigit(String seventeen) {
    return seventeen + DocumentNumbers.checkDigit(seventeen);
  }

  private static Reading<IdentityDocument> read(DocumentType type, String text) {
    return IdentityDocument.read(type, text, TODAY);
  }
}
