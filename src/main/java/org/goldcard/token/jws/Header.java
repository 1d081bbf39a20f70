package org.goldcard.token.jws;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JOSE header of exactly {@code alg}, {@code kid} and {@code typ}, each once, in any order, as
 * plain printable text without escapes. Nothing else is understood, and that closes {@code jku},
 * {@code x5u}, {@code jwk}, {@code crit}, {@code zip} and {@code b64} at once.
 *
 * @param alg the algorithm it claims
 * @param kid the key it claims
 * @param typ the kind it claims
 */
record Header(String alg, String kid, String typ) {
  private static final int MEMBERS = 3;
  private static final int KID_MAX = 32;

  /** The header in these bytes; null when they are anything else. */
  static @Nullable Header parse(byte[] json) {
    return new Scan(json).header();
  }

  /** The one spelling in which this service writes headers. */
  String json() {
    return "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\",\"typ\":\"" + typ + "\"}";
  }

  private static boolean isKid(String kid) {
    for (int i = 0; i < kid.length(); i++) {
      char c = kid.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    // The scan lets ASCII through only, so letters and digits are those of ASCII.
    return !kid.isEmpty() && kid.length() <= KID_MAX;
  }

  /** One pass over the bytes; no exception, no copy but the three values. */
  private static final class Scan {
    private final byte[] json;
    private int at;

    Scan(byte[] json) {
      this.json = json;
    }

    @Nullable Header header() {
      String alg = null;
      String kid = null;
      String typ = null;
      if (!skip('{')) {
        return null;
      }
      for (int i = 0; i < MEMBERS; i++) {
        String name = i > 0 && !skip(',') ? null : string();
        String value = name == null || !skip(':') ? null : string();
        if (value == null) {
          return null;
        }
        if ("alg".equals(name) && alg == null) {
          alg = value;
        } else if ("kid".equals(name) && kid == null && isKid(value)) {
          kid = value;
        } else if ("typ".equals(name) && typ == null) {
          typ = value;
        } else {
          return null;
        }
      }
      boolean complete = skip('}') && space() == json.length;
      return complete && alg != null && kid != null && typ != null
          ? new Header(alg, kid, typ)
          : null;
    }

    private int space() {
      while (at < json.length && isSpace(json[at])) {
        at++;
      }
      return at;
    }

    /** The white space of JSON (RFC 8259 section 2). */
    private static boolean isSpace(byte b) {
      return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPlain(byte b) {
      return b >= ' ' && b < 0x7f && b != '"' && b != '\\';
    }

    private boolean skip(char expected) {
      if (space() < json.length && json[at] == expected) {
        at++;
        return true;
      }
      return false;
    }

    private @Nullable String string() {
      if (!skip('"')) {
        return null;
      }
      int start = at;
      while (at < json.length && isPlain(json[at])) {
        at++;
      }
      if (at == json.length || json[at] != '"') {
        return null;
      }
      String value = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
      at++;
      return value;
    }
  }
}
