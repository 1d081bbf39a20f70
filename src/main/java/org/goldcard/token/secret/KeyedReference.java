package org.goldcard.token.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a number so that only who holds the key can tell which: HMAC-SHA256, its first 128 bits as
 * 22 characters of base64url. Safe from any thread.
 */
public final class KeyedReference {
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final ThreadLocal<Mac> mac;

  /**
   * A key derived (HKDF-SHA256, RFC 5869) from a master key and a secret beside it.
   *
   * @param master 32 random bytes
   * @param salt random bytes in hexadecimal; once they are destroyed the key cannot be made again
   */
  public KeyedReference(byte[] master, String salt) {
    byte[] key = Derivation.derive(master, HexFormat.of().parseHex(salt), "goldcard reference 1");
    SecretKeySpec spec = new SecretKeySpec(key, "HmacSHA256");
    this.mac = ThreadLocal.withInitial(() -> Macs.keyed(spec));
  }

  /** The name of a number. */
  public String of(int number) {
    byte[] all = mac.get().doFinal(ByteBuffer.allocate(4).putInt(number).array());
    return BASE64.encodeToString(Arrays.copyOf(all, BYTES));
  }

  /** The name of a text that belongs to a number. */
  public String of(int number, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer both = ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(number).put(bytes);
    return BASE64.encodeToString(Arrays.copyOf(mac.get().doFinal(both.array()), BYTES));
  }

  @Override
  public String toString() {
    return "KeyedReference";
  }
}
