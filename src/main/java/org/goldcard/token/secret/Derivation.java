package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jspecify.annotations.Nullable;

/** HKDF-SHA256 (RFC 5869): one master key, a 32-byte key for each purpose. */
final class Derivation {
  private Derivation() {}

  /**
   * The key for a purpose.
   *
   * @throws IllegalArgumentException when the master is not 32 bytes
   */
  static byte[] derive(byte[] master, String purpose) {
    return derive(master, null, purpose);
  }

  /** The same with a salt; null for none. */
  static byte[] derive(byte[] master, byte @Nullable [] salt, String purpose) {
    if (master.length != FieldCipher.KEY_LENGTH) {
      throw new IllegalArgumentException("master key: not 32 bytes");
    }
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(master, salt, purpose.getBytes(StandardCharsets.US_ASCII)));
    byte[] key = new byte[FieldCipher.KEY_LENGTH];
    if (hkdf.generateBytes(key, 0, key.length) != key.length) {
      throw new IllegalStateException("HKDF gave a short key");
    }
    return key;
  }
}
