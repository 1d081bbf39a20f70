package org.goldcard.card.talent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTypeTest {
  @ParameterizedTest
  @EnumSource(DocumentType.class)
  void readsEveryTypeByCodeAndByBothNames(DocumentType type) {
    assertThat(DocumentType.parse(type.name())).contains(type);
    assertThat(DocumentType.parse(type.zh())).contains(type);
    assertThat(DocumentType.parse(type.en())).contains(type);
  }

  @ParameterizedTest
  @CsvSource({
    "身份证, RIC",
    "' 居民 身份证 ', RIC",
    "ric, RIC",
    "ID Card, RIC",
    "港澳居住证, HKMO_RP",
    "hkmo-rp, HKMO_RP",
    "台湾居住证, TW_RP",
    "外国人永久居留身份证, FPR_NEW",
    "五星卡, FPR_NEW",
    "外国人永久居留身份证(2017版), FPR_OLD",
    "回乡证, HKMO_MTP",
    "台胞证, TW_MTP",
    "普通护照, PASSPORT",
    "passport, PASSPORT"
  })
  void readsWhatPeopleWrite(String written, DocumentType type) {
    assertThat(DocumentType.parse(written)).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "军官证", "港澳通行证", "驾驶证", "身份", "0"})
  void readsNothingElse(String written) {
    assertThat(DocumentType.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RIC, true", "HKMO_RP, true", "TW_RP, true", "TW_MTP, true",
    "FPR_NEW, false", "FPR_OLD, false", "HKMO_MTP, false", "PASSPORT, false"
  })
  void provesChineseNationalityOnlyWhereOnlyChineseNationalsGetIt(
      DocumentType type, boolean proves) {
    assertThat(type.provesChineseNationality()).isEqualTo(proves);
  }
}
