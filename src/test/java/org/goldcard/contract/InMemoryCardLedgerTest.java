package org.goldcard.contract;

final class InMemoryCardLedgerTest extends CardLedgerContract {
  private final CardStore store = new InMemoryStore();

  @Override
  protected CardStore store() {
    return store;
  }
}
