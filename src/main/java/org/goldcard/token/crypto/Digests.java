package org.goldcard.token.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. */
public final class Digests {
  private Digests() {}

  /** The hash of a whole message. */
  public static byte[] sha256(byte[] message) {
    return sha256(message, message.length);
  }

  /** The hash of the first {@code length} bytes of a message. */
  static byte[] sha256(byte[] message, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(message, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
