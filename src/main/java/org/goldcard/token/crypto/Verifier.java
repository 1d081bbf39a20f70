package org.goldcard.token.crypto;

/** Checks signatures under one public key. Safe from any thread; never blocks. */
@FunctionalInterface
public interface Verifier {
  /**
   * Whether a signature belongs to the first {@code length} bytes of a message. Anything malformed
   * is false, never an exception.
   */
  boolean verify(byte[] message, int length, byte[] signature);
}
