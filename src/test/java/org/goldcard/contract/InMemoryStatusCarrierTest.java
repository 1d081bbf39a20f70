package org.goldcard.contract;

import org.goldcard.status.StatusCarrier;
import org.goldcard.testkit.InMemoryStatusCarrier;

class InMemoryStatusCarrierTest extends StatusCarrierContract {
  private final InMemoryStatusCarrier carrier = new InMemoryStatusCarrier();

  @Override
  protected StatusCarrier carrier() {
    return carrier;
  }
}
