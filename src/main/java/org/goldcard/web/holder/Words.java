package org.goldcard.web.holder;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.goldcard.web.Answer;

/**
 * What the talent's pages are answered, in both languages: a word for the page, a sentence for the
 * person. All of it is an answer with status 200; only what no person could mend is a problem.
 */
enum Words {
  /** The same for everyone, known or not. */
  SENT(
      "如信息一致，验证码已发送至登记的手机或邮箱。",
      "If the particulars match, a code has been sent to the registered phone or e-mail."),
  WAIT("操作过于频繁，请稍后再试。", "Too often; please try again later."),
  FLAWED("请更正标出的内容。", "Please correct what is marked."),
  PROVEN("验证码正确，请设置认证密码。", "The code is right. Please set your passcode."),
  WRONG("验证码不正确。", "That is not the code."),
  OVER("验证码已失效，请重新获取。", "The code is no longer valid; please ask for a new one."),
  CLAIM_OVER("本次申领已超时，请重新开始。", "This claim has timed out; please begin again."),
  ENROLLED("金卡已领取。", "Your card is ready."),
  NO_CARD("暂不能领取金卡，请联系服务窗口。", "The card cannot be issued now; please contact a service window."),
  SIGNED_IN("已登录，此设备可出示金卡。", "Signed in; this device presents your card now."),
  WRONG_PASSCODE("证件号码或认证密码不正确。", "The document number or passcode is not right."),
  SIGNED_OUT("请先领取金卡或登录。", "Please claim your card or sign in first."),
  SIGNED_OUT_HERE(
      "此设备已退出：金卡同一时间只在一台设备出示。",
      "This device is signed out: the card is presented on one device at a time."),
  CARD("", ""),
  CODES("", ""),
  FACTS("", ""),
  NO_CODE(
      "金卡当前不可出示，请联系服务窗口。", "The card cannot be presented now; please contact a service window."),
  GOODBYE("已退出登录。", "Signed out.");

  private final String zh;
  private final String en;

  Words(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("result", name());
    return zh.isEmpty() ? json : json.put("zh", zh).put("en", en);
  }

  Answer answer() {
    return Answer.json(200, json());
  }

  /** Too often: how long to wait, in whole seconds. */
  static Answer wait(Duration delay) {
    return Answer.json(200, WAIT.json().put("seconds", seconds(delay)));
  }

  static long seconds(Duration delay) {
    return Math.max(1, delay.plusMillis(999).toSeconds());
  }
}
