package org.goldcard.contract;

final class InMemoryStatusLogTest extends StatusLogContract {
  private final CardStore store = new InMemoryStore();

  @Override
  protected CardStore store() {
    return store;
  }
}
