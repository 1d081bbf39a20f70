package org.goldcard.verifying.kit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of the two ways to know which cards are good. Safe from any thread. */
interface Judging {
  /** What is known of a code at a moment, used codes left aside; the nonce goes along. */
  Judged judge(String code, Wish wish, Instant now);

  /** Takes a signed text that was brought. */
  Update load(String signed, Instant now);

  /** Takes a file that was carried into a closed network. */
  Update loadFile(String signed, Instant now);

  /** Asks the service. */
  Update refresh(Web web, Instant now);

  /**
   * What somebody wants to be let in for.
   *
   * @param item the benefit item; null for the venue's choice
   * @param companions how many people come along
   */
  record Wish(@Nullable String item, int companions) {}

  /**
   * An answer before used codes are thought of.
   *
   * @param answer the answer
   * @param nonce of a live code; null for anything else
   */
  record Judged(Answer answer, @Nullable String nonce) {}
}
