package org.goldcard.postgres;

import org.goldcard.contract.CardStore;
import org.goldcard.contract.StatusLogContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresStatusLogIT extends StatusLogContract {
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    store = new PostgresStore(PostgresStatusLogIT.class);
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
