package org.goldcard.policy;

/** Who sets a benefit going. */
public enum Initiator {
  /** The talent. */
  TALENT,
  /** The employing unit (article 8). */
  UNIT,
  /** The organiser, by invitation (article 21). */
  ORGANISER
}
