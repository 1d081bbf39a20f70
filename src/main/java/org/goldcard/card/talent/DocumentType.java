package org.goldcard.card.talent;

import java.util.Optional;
import org.goldcard.card.Text;

/** The identity documents a talent may be known by. */
public enum DocumentType {
  /** GB 11643: 17 digits and a check digit. */
  RIC("居民身份证", "Resident identity card", "身份证|中国居民身份证|二代身份证|二代证|居民身份证号|id card|resident id card"),
  /** 18 digits from 810000 (Hong Kong) or 820000 (Macau). */
  HKMO_RP(
      "港澳居民居住证",
      "Residence permit for Hong Kong and Macau residents",
      "港澳居住证|香港居民居住证|澳门居民居住证|中华人民共和国港澳居民居住证"),
  /** 18 digits from 830000. */
  TW_RP("台湾居民居住证", "Residence permit for Taiwan residents", "台湾居住证|中华人民共和国台湾居民居住证"),
  /** Edition of 2023: 18 digits from 9. */
  FPR_NEW(
      "外国人永久居留身份证（2023版）",
      "Foreign permanent resident ID card (2023 edition)",
      "外国人永久居留身份证|新版外国人永久居留身份证|外国人永久居留身份证(新版)|五星卡|外国人永久居留证|foreign permanent resident id card|permanent resident card"),
  /** Edition of 2017, still valid: three letters and 12 digits. */
  FPR_OLD(
      "外国人永久居留身份证（2017版）",
      "Foreign permanent resident ID card (2017 edition)",
      "旧版外国人永久居留身份证|外国人永久居留身份证(旧版)"),
  /** H or M and 8 digits; older prints show two more of the issue number. */
  HKMO_MTP(
      "港澳居民来往内地通行证",
      "Mainland travel permit for Hong Kong and Macau residents",
      "回乡证|港澳居民通行证|港澳来往内地通行证|home return permit"),
  /** 8 digits; the old book has 10 digits and a letter. */
  TW_MTP(
      "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents", "台胞证|台湾通行证|台湾居民通行证|台湾来往大陆通行证"),
  /** 5 to 17 letters and digits. */
  PASSPORT("护照", "Passport", "普通护照|外国护照|中国护照|ordinary passport");

  private final String zh;
  private final String en;
  private final String aliases;

  DocumentType(String zh, String en, String aliases) {
    this.zh = zh;
    this.en = en;
    this.aliases = aliases;
  }

  /** The name in Chinese. */
  public String zh() {
    return zh;
  }

  /** The name in English. */
  public String en() {
    return en;
  }

  /**
   * Whether only Chinese nationals are given it. The contrary is never concluded: a foreigner is
   * one by nationality.
   */
  public boolean provesChineseNationality() {
    return this == RIC || this == HKMO_RP || this == TW_RP || this == TW_MTP;
  }

  /** Reads a code, a name in either language, or what people write instead. */
  public static Optional<DocumentType> parse(String text) {
    String key = key(text);
    for (DocumentType type : values()) {
      if (key.equals(key(type.name())) || key.equals(key(type.zh)) || key.equals(key(type.en))) {
        return Optional.of(type);
      }
      for (String alias : type.aliases.split("\\|", -1)) {
        if (key.equals(key(alias))) {
          return Optional.of(type);
        }
      }
    }
    return Optional.empty();
  }

  private static String key(String text) {
    return Text.fold(text).replaceAll("[ _-]", "");
  }
}
