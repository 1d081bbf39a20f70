package org.goldcard.accounts;

/** Through which of the three channels of article 24(1) a talent came. */
public enum Channel {
  /** The web account on the city's talent site. */
  WEB("中国济南人才网", "China Jinan Talent site"),
  /** The WeChat account 人才泉城. */
  RENCAI_QUANCHENG("人才泉城", "Rencai Quancheng"),
  /** The WeChat account 济南人才. */
  JINAN_RENCAI("济南人才", "Jinan Rencai");

  private final String zh;
  private final String en;

  Channel(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Its name in Chinese. */
  public String zh() {
    return zh;
  }

  /** Its name in English. */
  public String en() {
    return en;
  }
}
