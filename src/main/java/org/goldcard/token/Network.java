package org.goldcard.token;

import java.time.Duration;

/** Whether whoever reads has a network that sets its clock. */
public enum Network {
  /** Clocks are set: nothing is allowed for. */
  ONLINE(Duration.ZERO),
  /** A scanner by itself: its clock may be wrong by 30 seconds either way. */
  OFFLINE(Duration.ofSeconds(30));

  private final Duration skew;

  Network(Duration skew) {
    this.skew = skew;
  }

  /** How far a live code's minute is widened on either side. */
  public Duration skew() {
    return skew;
  }
}
