package org.goldcard.accounts.message;

import java.time.Duration;
import org.goldcard.accounts.Language;

/**
 * What is sent: a kind that gateways know as a template, and its words.
 *
 * @param kind the kind, for gateways that send only what was approved before
 * @param language the reader's
 * @param code the one-time code; empty where there is none
 * @param life how long the code is taken
 */
public record Message(Kind kind, Language language, String code, Duration life) {
  /** The kinds of message. */
  public enum Kind {
    /** A one-time code. */
    CODE
  }

  /** A one-time code. */
  public static Message code(Language language, String code, Duration life) {
    return new Message(Kind.CODE, language, code, life);
  }

  /** The subject of a mail. */
  public String subject() {
    return language.of("泉城人才服务金卡验证码", "Your Quancheng talent card code");
  }

  /** The text. */
  public String text() {
    long minutes = life.toMinutes();
    return language.of(
        "【泉城人才】验证码%s，%d分钟内有效，用于领取金卡或设置认证密码。任何工作人员都不会向您索要。非本人操作请忽略。".formatted(code, minutes),
        "[Quancheng Talent] %s is your code, good for %d minutes, to claim your card or set a"
                .formatted(code, minutes)
            + " passcode. No staff will ever ask for it. If this was not you, do nothing.");
  }

  /** The kind alone: a code does not slip into a log. */
  @Override
  public String toString() {
    return kind.name();
  }
}
