package org.goldcard.verifying.kit;

import java.time.InstantSource;
import org.goldcard.token.crypto.Signatures;

/** Verifiers with one engine or another, whatever else this machine has. */
public final class KitEngines {
  private KitEngines() {}

  /** A verifier by bundles that checks signatures with an engine. */
  public static GoldcardVerifier withBundles(
      String issuer, String clientId, byte[] jwks, InstantSource clock, Signatures engine) {
    return GoldcardVerifier.withBundles(issuer, clientId, jwks, clock, engine);
  }
}
