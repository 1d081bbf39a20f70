package org.goldcard.token.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single fields at rest (document numbers, phones, e-mail addresses): AES-256-GCM with a
 * random 96-bit nonce, bound to the name of the field, so that a value copied into another column
 * does not open. Immutable; safe from any thread.
 *
 * <p>Layout: format (1 byte, 1), key id (1 byte), nonce (12 bytes), ciphertext, tag (16 bytes).
 */
public final class FieldCipher {
  /** Bytes of a master key. */
  public static final int KEY_LENGTH = 32;

  private static final int FORMAT = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD = 2 + NONCE;

  private final Map<Integer, SecretKey> keys = new HashMap<>();
  private final int current;
  private final SecureRandom random;

  /**
   * A cipher that reads with every key and writes with one.
   *
   * @param masters 32 random bytes by key id, 0 to 255
   * @param current the id of the key that encrypts
   * @param random the source of nonces
   */
  public FieldCipher(Map<Integer, byte[]> masters, int current, SecureRandom random) {
    masters.forEach((id, master) -> keys.put(checkId(id), derive(master)));
    if (!keys.containsKey(current)) {
      throw new IllegalArgumentException("current: no such key");
    }
    this.current = current;
    this.random = random;
  }

  /** The encrypted form of a field's value; another one each time. */
  public byte[] encrypt(String field, String value) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] plain = value.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, current, field, nonce, plain);
    return ByteBuffer.allocate(HEAD + sealed.length)
        .put((byte) FORMAT)
        .put((byte) current)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * The value of a field.
   *
   * @throws FieldUnreadable when it was changed, belongs to another field, or its key is missing
   */
  public String decrypt(String field, byte[] encrypted) {
    if (encrypted.length < HEAD + TAG_BITS / 8 || encrypted[0] != FORMAT) {
      throw new FieldUnreadable(field, null);
    }
    byte[] nonce = Arrays.copyOfRange(encrypted, 2, HEAD);
    byte[] rest = Arrays.copyOfRange(encrypted, HEAD, encrypted.length);
    byte[] plain = run(Cipher.DECRYPT_MODE, encrypted[1] & 0xff, field, nonce, rest);
    return new String(plain, StandardCharsets.UTF_8);
  }

  /** Whether a value was encrypted with a key that is no longer the current one. */
  public boolean isOutdated(byte[] encrypted) {
    return encrypted.length < 2 || encrypted[0] != FORMAT || (encrypted[1] & 0xff) != current;
  }

  private byte[] run(int mode, int id, String field, byte[] nonce, byte[] input) {
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new FieldUnreadable(field, null);
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      // Format and key id are bound too: neither may be exchanged.
      cipher.updateAAD(new byte[] {FORMAT, (byte) id});
      cipher.updateAAD(field.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new FieldUnreadable(field, e);
    }
  }

  private static SecretKey derive(byte[] master) {
    return new SecretKeySpec(Derivation.derive(master, "goldcard field encryption 1"), "AES");
  }

  private static int checkId(int id) {
    if (id < 0 || id > 255) {
      throw new IllegalArgumentException("key id: outside 0 to 255");
    }
    return id;
  }

  @Override
  public String toString() {
    return "FieldCipher[current=" + current + "]";
  }
}
