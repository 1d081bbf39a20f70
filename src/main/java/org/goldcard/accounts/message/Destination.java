package org.goldcard.accounts.message;

import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.PhoneNumber;

/**
 * Where a message goes. It shows itself masked.
 *
 * @param kind what it is
 * @param address E.164 or an e-mail address
 */
public record Destination(Kind kind, String address) {
  /** What a destination is. */
  public enum Kind {
    /** A phone that takes messages. */
    PHONE,
    /** An e-mail address. */
    EMAIL
  }

  /** A phone. */
  public static Destination of(PhoneNumber phone) {
    return new Destination(Kind.PHONE, phone.e164());
  }

  /** An e-mail address. */
  public static Destination of(EmailAddress email) {
    return new Destination(Kind.EMAIL, email.text());
  }

  @Override
  public String toString() {
    return kind == Kind.PHONE
        ? new PhoneNumber(address).masked()
        : new EmailAddress(address).masked();
  }
}
