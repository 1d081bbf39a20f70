package org.goldcard.token.jws;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that nearly everybody sends, without a parser's machinery: one flat object of
 * printable ASCII texts without escapes, whole numbers of at most ten digits without a sign, true
 * and false, no name twice. Whatever is not exactly that is left to a parser that knows all of
 * JSON: this one refuses nothing, and reads nothing otherwise than that one would.
 */
public final class PlainJson {
  private static final int DIGITS = 10;

  private final byte[] json;
  private int at;

  private PlainJson(byte[] json) {
    this.json = json;
  }

  /** The members in their order, as String, Long or Boolean; null for anything less plain. */
  public static @Nullable Map<String, Object> parse(byte[] json) {
    return new PlainJson(json).document();
  }

  private @Nullable Map<String, Object> document() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!skip('{')) {
      return null;
    }
    do {
      String name = text();
      Object value = name == null || !skip(':') ? null : value();
      if (value == null || members.put(name, value) != null) {
        return null;
      }
    } while (skip(','));
    return skip('}') && next() < 0 ? members : null;
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '"' -> text();
      case 't' -> word("true") ? true : null;
      case 'f' -> word("false") ? false : null;
      default -> number();
    };
  }

  private @Nullable String text() {
    if (!skip('"')) {
      return null;
    }
    int start = at;
    while (at < json.length && isPlain(json[at])) {
      at++;
    }
    int end = at;
    return at < json.length && json[at++] == '"'
        ? new String(json, start, end - start, StandardCharsets.ISO_8859_1)
        : null;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b < 0x7f && b != '"' && b != '\\';
  }

  private @Nullable Long number() {
    int start = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - start <= DIGITS) {
      number = number * 10 + json[at++] - '0';
    }
    int digits = at - start;
    boolean canonical = digits == 1 || (digits > 1 && digits <= DIGITS && json[start] != '0');
    // What follows must end it: a point or an exponent makes it another number.
    return canonical && (next() == ',' || next() == '}') ? number : null;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at == json.length || json[at++] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean skip(char expected) {
    boolean there = next() == expected;
    at += there ? 1 : 0;
    return there;
  }

  /** The next byte beyond white space (RFC 8259 section 2), which is not taken; -1 at the end. */
  private int next() {
    while (at < json.length && isSpace(json[at])) {
      at++;
    }
    return at < json.length ? json[at] & 0xff : -1;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
