package org.goldcard.postgres;

import org.goldcard.contract.CardLedgerContract;
import org.goldcard.contract.CardStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresCardLedgerIT extends CardLedgerContract {
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    store = new PostgresStore(PostgresCardLedgerIT.class);
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
