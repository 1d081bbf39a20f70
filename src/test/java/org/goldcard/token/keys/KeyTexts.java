package org.goldcard.token.keys;

import java.util.Arrays;

/** Files of private keys as they lie in a key directory. */
public final class KeyTexts {
  private static final char[] PASSPHRASE = "a passphrase of the tests".toCharArray();

  private KeyTexts() {}

  /**
   * Opens one.
   *
   * @return the length of the key
   * @throws KeysRefused when it is not one of ours, or of another passphrase
   */
  public static int open(String text) {
    return PrivateKeyFile.read("fuzz", text, Arrays.copyOf(PASSPHRASE, PASSPHRASE.length)).length;
  }

  /** The text of a file of a key. */
  public static String write(byte[] pkcs8) {
    return PrivateKeyFile.write(pkcs8, Arrays.copyOf(PASSPHRASE, PASSPHRASE.length));
  }
}
