package org.goldcard.token.crypto;

import java.util.Arrays;
import java.util.Optional;

/** The two signature algorithms in use. Which one applies is a property of the key alone. */
public enum Algorithm {
  /** ECDSA on P-256 with SHA-256, signature r ‖ s (RFC 7518 section 3.4). */
  ES256("ES256", 64),
  /** Ed25519 (RFC 8037 section 3.1). */
  EDDSA("EdDSA", 32);

  /** Bytes of a signature, the same for both. */
  public static final int SIGNATURE_LENGTH = 64;

  private final String jose;
  private final int publicKeyLength;

  Algorithm(String jose, int publicKeyLength) {
    this.jose = jose;
    this.publicKeyLength = publicKeyLength;
  }

  /** The name in a JOSE header. */
  public String jose() {
    return jose;
  }

  /** Bytes of a raw public key: x ‖ y, or the Ed25519 point. */
  public int publicKeyLength() {
    return publicKeyLength;
  }

  /** The algorithm with this JOSE name, exact to the letter. */
  public static Optional<Algorithm> parse(String jose) {
    return Arrays.stream(values()).filter(a -> a.jose.equals(jose)).findFirst();
  }
}
