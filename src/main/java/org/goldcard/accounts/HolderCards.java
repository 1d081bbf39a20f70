package org.goldcard.accounts;

import io.vertx.core.Future;

/** What accounts ask of the cards. */
public interface HolderCards {
  /**
   * Issues the card of a recognised talent, or finds the one there is (article 24(1): at once).
   *
   * @return false where the talent can have none
   */
  Future<Boolean> issue(long talentId);

  /** Ends the live codes that were fetched before: they may be on another phone. */
  Future<Void> endCodes(long talentId);
}
