package org.goldcard.wiring.sandbox;

import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.EventWriter;

/**
 * Names that a vendor can read: of a client and a test card, of a client and a place in the log.
 */
final class TestNames implements EventWriter.Names {
  private static final String SANDBOX = "sandbox ";

  static String of(String clientId, int cardIndex) {
    return SANDBOX + clientId + ' ' + cardIndex;
  }

  @Override
  public String holder(String clientId, int cardIndex) {
    return of(clientId, cardIndex);
  }

  @Override
  public String event(String clientId, CardEvent.Place place) {
    return SANDBOX + clientId + ' ' + place.text();
  }
}
