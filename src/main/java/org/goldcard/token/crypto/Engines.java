package org.goldcard.token.crypto;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signature engines of this process: chosen once, by a self-test that takes half a second. */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final Signatures CHOSEN = choose();

  private Engines() {}

  private static Signatures choose() {
    Signatures chosen = Signatures.choose();
    chosen.troubles().forEach(LOG::warn);
    LOG.info("signatures: {}", chosen.providers());
    return chosen;
  }

  /** Chooses them on a thread of its own, while the servers start. */
  public static void prepare() {
    new Thread(() -> LOG.debug("engines {}", chosen().providers()), "engines").start();
  }

  /** The engines; the first call chooses them. */
  public static Signatures chosen() {
    return CHOSEN;
  }
}
