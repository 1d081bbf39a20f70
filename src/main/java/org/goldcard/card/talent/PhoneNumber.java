package org.goldcard.card.talent;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.regex.Pattern;
import org.goldcard.card.Text;

/**
 * A phone number that can receive messages.
 *
 * @param e164 {@code +} and at most 15 digits
 */
public record PhoneNumber(String e164) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{4,14}");
  private static final Pattern MAINLAND = Pattern.compile("(?:(?:\\+|00)?86)?(1[3-9]\\d{9})");
  private static final Pattern NEIGHBOUR = Pattern.compile("85[23]\\d{8}|8869\\d{8}");
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  /** Refuses anything but E.164; the message never repeats it. */
  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("e164: not an E.164 number");
    }
  }

  /**
   * Reads a number as typed: a mainland one with or without +86, others with + or 00 and the
   * country code (Hong Kong, Macau and Taiwan also without the +).
   */
  public static Reading<PhoneNumber> read(String written) {
    String text = Text.tidy(written.replaceAll("\\p{Cf}", "")).replaceAll("[ ()\\-.]", "");
    if (text.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    var mainland = MAINLAND.matcher(text);
    if (mainland.matches()) {
      return Reading.of(new PhoneNumber("+86" + mainland.group(1)));
    }
    return readByPlan(NEIGHBOUR.matcher(text).matches() ? "+" + text : text);
  }

  /** The country code and the last two digits: +86*********34. */
  public String masked() {
    return e164.substring(0, 3) + "*".repeat(e164.length() - 5) + e164.substring(e164.length() - 2);
  }

  @Override
  public String toString() {
    return masked();
  }

  private static Reading<PhoneNumber> readByPlan(String text) {
    if (!text.matches("\\+?\\d{5,20}")) {
      return Reading.flawed(Flaw.PHONE);
    }
    try {
      return check(PLANS.parse(text, "CN"));
    } catch (NumberParseException e) {
      return Reading.flawed(Flaw.PHONE);
    }
  }

  /**
   * Strict where the city's messages mostly go; elsewhere only the length is checked, because
   * numbering plans change faster than any copy of them.
   */
  private static Reading<PhoneNumber> check(Phonenumber.PhoneNumber number) {
    boolean home =
        switch (number.getCountryCode()) {
          case 86, 852, 853, 886 -> true;
          default -> false;
        };
    if (!(home ? PLANS.isValidNumber(number) : PLANS.isPossibleNumber(number))) {
      return Reading.flawed(Flaw.PHONE);
    }
    PhoneNumberType type = PLANS.getNumberType(number);
    if (home && type != PhoneNumberType.MOBILE && type != PhoneNumberType.FIXED_LINE_OR_MOBILE) {
      return Reading.flawed(Flaw.PHONE_NOT_MOBILE);
    }
    // Some plans know numbers longer than any that can be called from abroad.
    String e164 = PLANS.format(number, PhoneNumberFormat.E164);
    return E164.matcher(e164).matches()
        ? Reading.of(new PhoneNumber(e164))
        : Reading.flawed(Flaw.PHONE);
  }
}
