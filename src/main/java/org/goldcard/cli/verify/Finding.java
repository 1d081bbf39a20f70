package org.goldcard.cli.verify;

import java.time.Duration;
import java.util.List;
import org.goldcard.card.CardNumber;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.VerifiedPass;
import org.goldcard.token.jws.Flaw;
import org.goldcard.verifying.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking a code.
 *
 * @param result the answer, from the same closed list as at a gate
 * @param token what was shown; null where it was not even genuine
 * @param flaw why it was not genuine; null where it was
 * @param age how old the statuses are; null where none were looked at, zero for the record itself
 */
record Finding(
    ResultCode result, @Nullable ScannedToken token, @Nullable Flaw flaw, @Nullable Duration age) {

  /** Past this age a list is shown in amber, with its age. */
  static final Duration FRESH = Duration.ofMinutes(15);

  void print(Screen screen) {
    screen.tell(mark() + " " + result + "  " + result.zh() + " / " + result.en());
    Flaw why = flaw;
    if (why != null) {
      screen.tell("原因 reason   " + why + "  " + why.zh() + " / " + why.en());
    }
    ScannedToken shown = token;
    if (shown != null) {
      CardNumber number = shown.cardNumber();
      screen.tell("金卡 card     " + number.inFours());
      screen.tell("凭证 shown    " + (isPass() ? "金卡电子凭证 pass" : "金卡码 live code"));
      screen.tell("密钥 key      " + shown.kid());
      screen.tell("状态 status   " + ageWords());
    }
    checks().forEach(line -> screen.tell("请核对 check " + line));
  }

  /** What staff still have to check: the card never proves identity. */
  List<String> checks() {
    if (!result.admits()) {
      return List.of();
    }
    String identity = "持卡人本人的有效身份证件 / the holder's own identity document";
    return isPass()
        ? List.of(
            identity,
            "静态凭证可被复制，仅在允许的场所使用 / a pass can be copied: only where the venue takes passes")
        : List.of(identity);
  }

  private boolean isPass() {
    return token instanceof VerifiedPass;
  }

  private String mark() {
    return switch (result.colour()) {
      case GREEN -> "[√ 通过]";
      case AMBER -> "[! 留意]";
      case RED -> "[× 拒绝]";
    };
  }

  private String ageWords() {
    Duration old = age;
    if (old == null) {
      return "未查验 / not looked at";
    }
    if (old.isZero()) {
      return "数据库记录，当前 / the record itself, now";
    }
    String words = "%d分%d秒前 / %s old".formatted(old.toMinutes(), old.toSecondsPart(), spoken(old));
    return old.compareTo(FRESH) > 0 ? words + "，已过时 / out of date" : words;
  }

  private static String spoken(Duration old) {
    return old.toMinutes() == 0
        ? old.toSeconds() + " s"
        : old.toMinutes() + " min " + old.toSecondsPart() + " s";
  }
}
