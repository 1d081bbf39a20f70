package org.goldcard.card.talent;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.goldcard.card.Text;

/**
 * An e-mail address that every mail server accepts (RFC 5321 lengths, ASCII local part).
 *
 * @param text local part as written, domain in lower case and ASCII
 */
public record EmailAddress(String text) {
  private static final int MAX_LENGTH = 254;
  private static final Pattern LOCAL =
      Pattern.compile("(?=.{1,64}$)[\\w!#$%&'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?=[a-z])[a-z0-9-]{0,61}[a-z0-9]");

  /** Refuses what is no address; the message never repeats it. */
  public EmailAddress {
    if (text.length() > MAX_LENGTH || text.indexOf('@') < 1) {
      throw new IllegalArgumentException("text: not an e-mail address");
    }
  }

  /** Reads an address as typed; width is forgiven, an international domain becomes ASCII. */
  public static Reading<EmailAddress> read(String written) {
    String text = Text.tidy(written.replaceAll("\\p{Cf}", ""));
    if (text.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > MAX_LENGTH) {
      return Reading.flawed(Flaw.EMAIL);
    }
    String local = text.substring(0, at);
    String domain = ascii(text.substring(at + 1));
    String address = local + "@" + domain;
    return LOCAL.matcher(local).matches()
            && DOMAIN.matcher(domain).matches()
            && address.length() <= MAX_LENGTH
        ? Reading.of(new EmailAddress(address))
        : Reading.flawed(Flaw.EMAIL);
  }

  /** The first character and the domain: z***@example.org. */
  public String masked() {
    return text.charAt(0) + "***" + text.substring(text.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return masked();
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
