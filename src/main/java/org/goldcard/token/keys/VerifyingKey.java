package org.goldcard.token.keys;

import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Verifier;

/**
 * A public key ready to check with.
 *
 * @param kid its name
 * @param purpose what it signs
 * @param state where it stood when the ring was made
 * @param verifier checks under it
 */
public record VerifyingKey(String kid, KeyPurpose purpose, KeyState state, Verifier verifier) {
  /** The only algorithm it is used with. */
  public Algorithm algorithm() {
    return purpose.algorithm();
  }

  /** Whether what it signed still counts. */
  public boolean counts() {
    return state != KeyState.WITHDRAWN;
  }
}
