package org.goldcard.policy;

/** Facts about the talent or the matter that a reviewer confirms; never inferred from the card. */
public enum Condition {
  /** 外国: by nationality, never by document type. */
  FOREIGN,
  /** 引进. */
  INTRODUCED,
  /** 企业引进 (article 7). */
  INTRODUCED_BY_ENTERPRISE,
  /** 新引进 (article 10). */
  NEWLY_INTRODUCED,
  /** 从海外引进 (article 15). */
  INTRODUCED_FROM_OVERSEAS,
  /** 凭《外国高端人才确认函》 (article 4). */
  HAS_CONFIRMATION_LETTER,
  /** 长期在我市工作 (article 4). */
  LONG_TERM_WORK_IN_CITY,
  /** 符合在华永久居留条件 (article 4). */
  MEETS_PR_CONDITIONS,
  /** 首套住房 (article 6). */
  FIRST_HOME,
  /** 具有事业身份 (article 7). */
  HAS_PUBLIC_INSTITUTION_STATUS,
  /** 需保留 (article 7). */
  WANTS_TO_RETAIN_STATUS,
  /** 全职 (article 8). */
  FULL_TIME,
  /** 到我市事业单位工作 (article 8). */
  EMPLOYER_PUBLIC_INSTITUTION_IN_JINAN,
  /** 首次进行岗位聘用 (article 8). */
  FIRST_APPOINTMENT,
  /** 相应岗位没有空缺 (article 8). */
  NO_VACANCY,
  /** 专业技术人才 (article 9). */
  PROFESSIONAL_TECHNICAL,
  /** 符合我市调配有关规定 (article 10). */
  MEETS_CITY_TRANSFER_RULES,
  /** 入园或义务教育阶段 (article 11). */
  KINDERGARTEN_OR_COMPULSORY,
  /** 高层次人才企业 (article 15). */
  OWN_ENTERPRISE,
  /** 按照国家税收有关规定 (article 15). */
  MEETS_STATE_TAX_RULES,
  /** 进出境 (article 16). */
  CROSSING_BORDER,
  /** 进境 (article 16). */
  INBOUND,
  /** 规定范围内合理数量 (article 16). */
  WITHIN_RULES_AND_REASONABLE_QUANTITY,
  /** 设立的外商投资企业 (article 17). */
  FOUNDER_OF_FOREIGN_INVESTED_ENTERPRISE,
  /** 同等条件下 (article 18). */
  EQUAL_CONDITIONS,
  /** 出行 (article 19). */
  TRAVELLING_TODAY,
  /** 重点人才工程 (article 21). */
  IN_KEY_TALENT_PROJECT
}
