package org.goldcard.web.api.oauth;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a caller asks for a signed introspection answer (RFC 9701 section 4). */
final class SignedAnswer {
  /** The media type of a signed answer. */
  static final String TYPE = "application/token-introspection+jwt";

  private static final String PLAIN = "application/json";
  private static final Pattern WEIGHT = Pattern.compile("(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

  private SignedAnswer() {}

  /**
   * Whether an {@code Accept} header names the signed form, and not the plain one with a higher
   * weight (RFC 9110 section 12.5.1). A wildcard asks for the plain form.
   */
  static boolean isWanted(String accept) {
    double signed = 0;
    double plain = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip();
      if (type.equals(TYPE)) {
        signed = Math.max(signed, weight(parts));
      } else if (type.equals(PLAIN)) {
        plain = Math.max(plain, weight(parts));
      }
    }
    return signed > 0 && signed >= plain;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2).strip();
        return WEIGHT.matcher(weight).matches() ? Double.parseDouble(weight) : 0;
      }
    }
    return 1;
  }
}
