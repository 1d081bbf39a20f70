package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;

/**
 * Client secrets: 256 random bits, stored as their SHA-256. So many random bits need no slow hash
 * and no salt.
 */
public final class Secrets {
  private Secrets() {}

  /** A fresh secret of 43 base64url characters. */
  public static String random(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  /** SHA-256 of a secret in base64url, as it is stored. */
  public static String hash(String secret) {
    return Base64Url.encode(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a secret belongs to a stored hash, in a time that does not tell how nearly. */
  public static boolean matches(String secret, String storedHash) {
    byte[] given = hash(secret).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(given, storedHash.getBytes(StandardCharsets.US_ASCII));
  }
}
