package org.goldcard.token.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url without padding (RFC 4648 section 5), of which each value has exactly one spelling. */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final byte[] VALUES = values();

  private Base64Url() {}

  /** The spelling of some bytes. */
  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** The bytes of a spelling; null for any text that encoding would not give back. */
  public static byte @Nullable [] decode(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    return ascii.length == text.length() ? decode(ascii, 0, ascii.length) : null;
  }

  /**
   * The bytes of a spelling within a text; null for any text that encoding would not give back:
   * foreign characters, padding, an impossible length, trailing bits that are not zero.
   */
  public static byte @Nullable [] decode(byte[] text, int from, int to) {
    int length = to - from;
    int tail = length & 3;
    if (tail == 1) {
      return null;
    }
    byte[] bytes = new byte[(int) (length * 3L / 4)];
    int out = 0;
    int bad = 0;
    int in = from;
    for (int end = to - tail; in < end; in += 4) {
      int word =
          value(text[in]) << 18
              | value(text[in + 1]) << 12
              | value(text[in + 2]) << 6
              | value(text[in + 3]);
      bad |= word;
      bytes[out++] = (byte) (word >> 16);
      bytes[out++] = (byte) (word >> 8);
      bytes[out++] = (byte) word;
    }
    if (tail != 0) {
      int word = value(text[in]) << 18 | value(text[in + 1]) << 12;
      word |= tail == 3 ? value(text[in + 2]) << 6 : 0;
      bytes[out++] = (byte) (word >> 16);
      if (tail == 3) {
        bytes[out] = (byte) (word >> 8);
      }
      int unused = tail == 2 ? word & 0xffff : word & 0xff;
      bad |= unused != 0 ? -1 : word;
    }
    return bad < 0 ? null : bytes;
  }

  /** Negative for a foreign character, and so is whatever it is shifted and joined into. */
  private static int value(byte c) {
    return VALUES[c & 0xff];
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }
}
