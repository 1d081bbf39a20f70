package org.goldcard.token.keys;

import org.goldcard.token.crypto.Signer;

/** The private key that signs for a purpose now. Shows nothing of itself but its name. */
public final class SigningKey {
  private final String kid;
  private final KeyPurpose purpose;
  private final Signer signer;

  /** A key ready to sign with. */
  public SigningKey(String kid, KeyPurpose purpose, Signer signer) {
    this.kid = kid;
    this.purpose = purpose;
    this.signer = signer;
  }

  /** Its name. */
  public String kid() {
    return kid;
  }

  /** What it signs. */
  public KeyPurpose purpose() {
    return purpose;
  }

  /** The 64-byte signature of a message. */
  public byte[] sign(byte[] message) {
    return signer.sign(message);
  }

  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
