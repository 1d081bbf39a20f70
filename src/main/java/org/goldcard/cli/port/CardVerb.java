package org.goldcard.cli.port;

/** What can be done to a card by its number. */
public enum CardVerb {
  /** 暂停使用. */
  SUSPEND("suspend", "暂停使用", "Suspend cards for security; lifts by itself within 72 hours"),
  /** Lifts a suspension or a loss report. */
  RESUME("resume", "恢复使用", "Lift a suspension or a loss report"),
  /** 挂失. */
  REPORT_LOST("report-lost", "挂失", "Report cards lost, on the holder's behalf"),
  /** 注销. */
  CLOSE("close", "注销", "Close cards on the holder's wish or death; final"),
  /** 收回: only in the demonstration, for article 24(3) gives it to four bodies together. */
  REVOKE("revoke", "收回（仅演示环境）", "Withdraw cards; in the demonstration only (article 24(3)); final");

  private final String command;
  private final String zh;
  private final String en;

  CardVerb(String command, String zh, String en) {
    this.command = command;
    this.zh = zh;
    this.en = en;
  }

  /** The name of its command. */
  public String command() {
    return command;
  }

  /** The meaning in Chinese. */
  public String zh() {
    return zh;
  }

  /** The meaning in English. */
  public String en() {
    return en;
  }
}
