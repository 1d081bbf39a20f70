package org.goldcard.token.crypto;

import java.security.GeneralSecurityException;

/** One implementation of both algorithms. */
interface SignatureEngine {
  /** The name health and metrics show. */
  String name();

  /** A verifier over this engine's own form of the key, translated once. */
  Verifier verifier(PublicKeyBytes key) throws GeneralSecurityException;

  /** A signer over a PKCS#8 private key. */
  Signer signer(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException;
}
