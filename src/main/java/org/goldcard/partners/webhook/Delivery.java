package org.goldcard.partners.webhook;

import java.util.Locale;

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
    ACCEPTED,
    /** 400 with a reason (RFC 8935 section 2.3). */
    REFUSED,
    /** Another status: nothing says the event was taken. */
    STATUS,
    /** 3xx: nobody is led elsewhere. */
    REDIRECT,
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or it broke. */
    CONNECTION,
    /** The certificate is not one for this name by an authority that is trusted. */
    CERTIFICATE,
    /** The name leads to an address that may not be pushed to, or nowhere. */
    ADDRESS;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
