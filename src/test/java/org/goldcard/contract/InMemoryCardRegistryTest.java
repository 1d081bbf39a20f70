package org.goldcard.contract;

final class InMemoryCardRegistryTest extends CardRegistryContract {
  private final CardStore store = new InMemoryStore();

  @Override
  protected CardStore store() {
    return store;
  }
}
