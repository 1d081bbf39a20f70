package org.goldcard.qr;

import java.util.Random;
import java.util.stream.Stream;

/** Texts of the length and alphabet of the tokens that are drawn; seeded, so a failure repeats. */
final class TokenLikeTexts {
  static final long SEED = 20181224;

  /** The longest live code there is. */
  static final int LIVE_CODE = 251;

  /** A pass with its longest claims. */
  static final int PASS = 520;

  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private TokenLikeTexts() {}

  /** A live code of the greatest length, a pass, the two bounds of length, a card number. */
  static Stream<String> all() {
    Random random = new Random(SEED);
    return Stream.of(
        token(random, LIVE_CODE),
        token(random, PASS),
        "A",
        token(random, 2048),
        "9000000000000000");
  }

  /** Three base64url parts, the last of 64 bytes. */
  static String token(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(BASE64URL.charAt(random.nextInt(BASE64URL.length())));
    }
    if (length > 100) {
      text.setCharAt(60, '.');
      text.setCharAt(length - 87, '.');
    }
    return text.toString();
  }
}
