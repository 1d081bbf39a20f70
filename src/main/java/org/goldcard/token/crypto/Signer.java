package org.goldcard.token.crypto;

/** Signs with one private key. Safe from any thread; never blocks. */
@FunctionalInterface
public interface Signer {
  /** The 64-byte signature of a message. */
  byte[] sign(byte[] message);
}
