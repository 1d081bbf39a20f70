package org.goldcard.token;

import java.util.function.Function;
import org.goldcard.card.CardNumber;

/** What can be shown at a venue, verified: a live code or a pass. */
public sealed interface ScannedToken permits VerifiedLiveCode, VerifiedPass {
  /** The card it belongs to. */
  CardNumber cardNumber();

  /** The entry of the card table to judge it by: the card's for a live code, a pass's own. */
  int index();

  /** The key that signed it. */
  String kid();

  /** One of the two, as one result. */
  <R> R fold(
      Function<VerifiedLiveCode, ? extends R> onLiveCode,
      Function<VerifiedPass, ? extends R> onPass);
}
