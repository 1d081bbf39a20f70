package org.goldcard.architecture.planted.issuing;

import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import org.goldcard.architecture.planted.status.StatusUtils;

/** Planted: a feature that knows another feature and signs by itself. */
public final class IssuingThatRevokes {
  /** Names the other feature. */
  public StatusUtils status() {
    return new StatusUtils();
  }

  /** Signs outside token. */
  public Signature signature() throws NoSuchAlgorithmException {
    return Signature.getInstance("Ed25519");
  }
}
