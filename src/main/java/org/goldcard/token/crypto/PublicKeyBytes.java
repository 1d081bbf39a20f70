package org.goldcard.token.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A public key as its bare bytes, proven usable: an ES256 key is a point of P-256, an Ed25519 key a
 * point of the prime-order group (small-order and mixed-order keys are refused, for they let one
 * signature pass for many messages).
 */
public final class PublicKeyBytes {
  // SubjectPublicKeyInfo up to the key itself (RFC 5480, RFC 8410).
  private static final byte[] P256_PREFIX =
      new BigInteger("3059301306072a8648ce3d020106082a8648ce3d03010703420004", 16).toByteArray();
  private static final byte[] ED25519_PREFIX =
      new BigInteger("302a300506032b6570032100", 16).toByteArray();

  private final Algorithm algorithm;
  private final byte[] raw;

  /**
   * Takes a raw public key.
   *
   * @throws IllegalArgumentException when it is no usable key; the message holds none of it
   */
  public PublicKeyBytes(Algorithm algorithm, byte[] raw) {
    if (raw.length != algorithm.publicKeyLength()) {
      throw new IllegalArgumentException("public key: wrong length");
    }
    this.algorithm = algorithm;
    this.raw = raw.clone();
    if (!usable()) {
      throw new IllegalArgumentException("public key: not a point of the curve's main group");
    }
  }

  /** Reads a SubjectPublicKeyInfo as the JDK encodes it. */
  public static PublicKeyBytes ofSpki(Algorithm algorithm, byte[] spki) {
    byte[] prefix = prefix(algorithm);
    if (spki.length != prefix.length + algorithm.publicKeyLength()
        || !Arrays.equals(spki, 0, prefix.length, prefix, 0, prefix.length)) {
      throw new IllegalArgumentException("public key: not of this algorithm");
    }
    return new PublicKeyBytes(algorithm, Arrays.copyOfRange(spki, prefix.length, spki.length));
  }

  /** What it verifies. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The bare bytes: x ‖ y, or the Ed25519 point. */
  public byte[] raw() {
    return raw.clone();
  }

  /** The key as SubjectPublicKeyInfo. */
  public byte[] spki() {
    byte[] prefix = prefix(algorithm);
    byte[] all = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, all, prefix.length, raw.length);
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyBytes key
        && algorithm == key.algorithm
        && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  private static byte[] prefix(Algorithm algorithm) {
    return algorithm == Algorithm.ES256 ? P256_PREFIX : ED25519_PREFIX;
  }

  private boolean usable() {
    return algorithm == Algorithm.EDDSA ? CurvePoints.isEd25519(raw) : CurvePoints.isP256(raw);
  }
}
