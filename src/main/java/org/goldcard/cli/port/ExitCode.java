package org.goldcard.cli.port;

/** How a command ends, as scripts see it. The numbers never change their meaning. */
public enum ExitCode {
  /** Done, or a code that counts. */
  OK(0, "完成；核验通过", "Done; the code is valid"),
  /** An expected refusal: of a change, of a code, or of two lists that should be alike. */
  REFUSED(
      1, "被拒绝；核验不通过；比对有差异", "Refused; the code does not count; the comparison found differences"),
  /** The command line itself is wrong. */
  USAGE(2, "命令或参数有误", "Wrong command or option"),
  /** A file handed in is wrong, or rows of it. */
  BAD_INPUT(3, "输入文件或其中的行有误", "An input file, or rows of it, are wrong"),
  /** The stores cannot be reached; whether the last change was recorded may be unknown. */
  STORE_UNAVAILABLE(4, "数据库或Redis不可用，可原样重试", "PostgreSQL or Redis is unavailable; safe to repeat"),
  /** Settings or keys are missing, wrong or weak. */
  NOT_READY(5, "配置或密钥缺失、有误", "Settings or keys are missing or wrong"),
  /** A bug. */
  BUG(70, "程序内部错误", "An internal error"),
  /** Stopped by Ctrl-C. */
  INTERRUPTED(130, "被中断", "Interrupted");

  private final int number;
  private final String zh;
  private final String en;

  ExitCode(int number, String zh, String en) {
    this.number = number;
    this.zh = zh;
    this.en = en;
  }

  /** The number the process ends with. */
  public int number() {
    return number;
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
