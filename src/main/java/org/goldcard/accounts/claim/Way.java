package org.goldcard.accounts.claim;

/** Which way a claimant wants the code. */
public enum Way {
  /** To the phone, or by e-mail where no message reaches it. */
  USUAL,
  /** By e-mail. */
  EMAIL
}
