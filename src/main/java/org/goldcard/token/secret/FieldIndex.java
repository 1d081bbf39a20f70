package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds encrypted fields again: HMAC-SHA256 of the normalised value under a key of its own for each
 * field, so that equal values of two fields do not look alike. Immutable; safe from any thread.
 */
public final class FieldIndex {
  private final byte[] master;
  private final Map<String, ThreadLocal<Mac>> fields = new ConcurrentHashMap<>();

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
    return fields
        .computeIfAbsent(field, this::keyed)
        .get()
        .doFinal(normalisedValue.getBytes(StandardCharsets.UTF_8));
  }

  /** The key of a field is derived once: that costs more than using it. */
  private ThreadLocal<Mac> keyed(String field) {
    SecretKeySpec key = new SecretKeySpec(Derivation.derive(master, field), "HmacSHA256");
    return ThreadLocal.withInitial(() -> Macs.keyed(key));
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
