package org.goldcard.policy;

import org.goldcard.policy.source.Wording;

/** The kinds of place at which a benefit is used or applied for. */
public enum VenueType {
  /** 济南遥墙国际机场 (article 19). */
  AIRPORT("机场", "Airport"),
  /** The stations of article 19, an open list. */
  RAIL_STATION("火车站", "Railway station"),
  /** Vehicle registration and driving licences (article 19). */
  VEHICLE_MGMT_OFFICE("车辆管理所", "Vehicle management office"),
  /** The two hospitals of article 12. */
  HOSPITAL_DESIGNATED("定点医院", "Designated hospital"),
  /** Social-insurance agencies of every level (article 13). */
  SI_AGENCY("社会保险经办机构", "Social-insurance agency"),
  /** The city window and the sub-windows (article 22). */
  TALENT_WINDOW("人才服务窗口", "Talent service window"),
  /** Business registration (article 14). */
  MARKET_REG_COUNTER("工商注册窗口", "Business-registration counter"),
  /** Tax service halls (article 15). */
  TAX_HALL("办税服务厅", "Tax service hall"),
  /** Customs at the border (article 16). */
  CUSTOMS_CHECKPOINT("海关监管通道", "Customs checkpoint"),
  /** 市内指定商业银行 (article 17). */
  BANK_DESIGNATED("指定商业银行", "Designated commercial bank"),
  /** 商业保险机构 (article 17). */
  INSURER_DESIGNATED("指定商业保险机构", "Designated commercial insurer"),
  /** 外汇指定银行 (article 17). */
  BANK_FX_DESIGNATED("外汇指定银行", "Designated foreign-exchange bank"),
  /** 政府投资的公园 (article 20). */
  PARK_GOV_INVESTED("政府投资公园", "Government-invested park"),
  /** 3A级以上旅游景区 (article 20). */
  SCENIC_3A_PLUS("3A级以上旅游景区", "Scenic spot of 3A and above"),
  /** 各级体育部门所属公共体育场馆 (article 20). */
  SPORTS_PUBLIC("公共体育场馆", "Public sports venue"),
  /** Exit-entry administration (article 4). */
  EXIT_ENTRY_HALL("出入境办证大厅", "Exit-entry hall"),
  /** 驻外使领馆 (article 4); no counter of ours. */
  EMBASSY_ABROAD("驻外使领馆", "Embassy or consulate abroad"),
  /** Household registration (article 5). */
  HOUSEHOLD_HALL("户籍办理窗口", "Household-registration counter"),
  /** Home purchase (article 6). */
  HOUSING_COUNTER("住房保障窗口", "Housing counter");

  private final String zh;
  private final String en;

  VenueType(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The name people read. */
  public Wording label() {
    return new Wording(zh, en);
  }
}
