package org.goldcard.token.keys;

/** Why a key is withdrawn. */
public enum WithdrawalReason {
  /** Nothing it signed can count any more. */
  RUN_OUT,
  /** Others may hold it: what it signed stops counting at once. */
  COMPROMISED
}
