package org.goldcard.policy;

/** What is checked before a benefit is given. */
public enum StaffCheck {
  /** The live code is read and judged: done by the scan itself. */
  CARD_LIVE_SCAN,
  /** 本人有效身份证件 (articles 19, 20, 25(1)). */
  OWN_ID,
  /** Passport or travel permit (article 16). */
  OWN_TRAVEL_DOC,
  /** 当日当次飞机、火车票 (article 19). */
  TICKET_SAME_DAY_SAME_SERVICE,
  /** 一名陪同人员 (article 19). */
  COMPANION_AT_MOST_ONE,
  /** The talent's tie to the enterprise (articles 15, 17). */
  ENTERPRISE_LINK,
  /** The goods brought in (article 16). */
  ITEM_LIST,
  /** Proof of the family tie (articles 4, 5, 10, 11). */
  FAMILY_RELATION_PROOF,
  /** 《外国高端人才确认函》 (article 4). */
  CONFIRMATION_LETTER_FOREIGN_HIGH_END;

  /** Whether the scan answers it, so that staff need not be told. */
  public boolean doneByScan() {
    return this == CARD_LIVE_SCAN;
  }
}
