package org.goldcard.token.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Makes key pairs with the JDK, whose encodings every engine reads. */
public final class KeyPairs {
  private KeyPairs() {}

  /** A fresh pair. */
  public static KeyPair generate(Algorithm algorithm) {
    try {
      if (algorithm == Algorithm.EDDSA) {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 17 makes P-256 and Ed25519 keys", e);
    }
  }
}
