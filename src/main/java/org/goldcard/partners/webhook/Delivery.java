package org.goldcard.partners.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a push.
 *
 * @param outcome what kind of answer it was
 * @param detail what the receiver said, in a word of a few; empty when there is nothing to add
 */
public record Delivery(Outcome outcome, String detail) {
  /** It was taken. */
  public static final Delivery ACCEPTED = new Delivery(Outcome.ACCEPTED, "");

  /** Any other answer. */
  public static Delivery of(Outcome outcome) {
    return new Delivery(outcome, "");
  }

  /** Whether it was taken. */
  public boolean isAccepted() {
    return outcome == Outcome.ACCEPTED;
  }

  /** The problem in a word or two, as lists and figures name it. */
  public String word() {
    String word = outcome.word();
    return detail.isEmpty() ? word : word + ':' + detail;
  }

  /** The kinds of answers; few, for they are counted apart. */
  public enum Outcome {
    /** 202. */
    ACCEPTED("已接收", "taken"),
    /** 400 with a reason (RFC 8935 section 2.3). */
    REFUSED("对方拒收该通知（400）", "the receiver refuses the event (400)"),
    /** Another status: nothing says the event was taken. */
    STATUS("对方答复的不是202", "the receiver answers another status than 202"),
    /** 3xx: nobody is led elsewhere. */
    REDIRECT("对方答复重定向，不予跟随", "the receiver redirects, which is not followed"),
    /** No answer in time. */
    TIMEOUT("对方未及时答复", "no answer in time"),
    /** No connection, or it broke. */
    CONNECTION("无法连接或连接中断", "no connection, or it broke"),
    /** The certificate is not one for this name by an authority that is trusted. */
    CERTIFICATE("证书不可信或与域名不符", "the certificate is not trusted, or not for this name"),
    /** The name leads to an address that may not be pushed to, or nowhere. */
    ADDRESS(
        "域名指向不可推送的网络（private）或无法解析（unknown），未连接",
        "the name leads into a network that is not pushed to (private) or nowhere (unknown);"
            + " nothing was sent");

    private final String zh;
    private final String en;

    Outcome(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** What it means, in Chinese. */
    public String zh() {
      return zh;
    }

    /** What it means, in English. */
    public String en() {
      return en;
    }

    /** The outcome of a problem as {@link Delivery#word} writes it. */
    public static Optional<Outcome> of(String problem) {
      String word = problem.split(":", 2)[0];
      return Stream.of(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
    }

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
