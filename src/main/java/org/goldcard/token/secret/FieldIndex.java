package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds encrypted fields again: HMAC-SHA256 of the normalised value under a key of its own for each
 * field, so that equal values of two fields do not look alike. Immutable; safe from any thread.
 */
public final class FieldIndex {
  private final byte[] master;

  /**
   * An index.
   *
   * @param master 32 random bytes; may be the master key of a {@link FieldCipher}, for the keys
   *     derived from it differ. Changing it means computing every stored key anew
   */
  public FieldIndex(byte[] master) {
    this.master = Derivation.derive(master, "goldcard field index 1");
  }

  /** The look-up key of a value: 32 bytes. The caller normalises (case, width, spaces). */
  public byte[] key(String field, String normalisedValue) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Derivation.derive(master, field), "HmacSHA256"));
      return mac.doFinal(normalisedValue.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** {@link #key} as 64 lower-case hexadecimal digits. */
  public String hexKey(String field, String normalisedValue) {
    return HexFormat.of().formatHex(key(field, normalisedValue));
  }

  @Override
  public String toString() {
    return "FieldIndex";
  }
}
