package org.goldcard.postgres;

import org.goldcard.contract.CardRegistryContract;
import org.goldcard.contract.CardStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresCardRegistryIT extends CardRegistryContract {
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    store = new PostgresStore(PostgresCardRegistryIT.class);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected CardStore store() {
    return store;
  }
}
