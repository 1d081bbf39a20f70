package org.goldcard.postgres;

import org.goldcard.contract.LeadershipContract;
import org.goldcard.postgres.store.Database;
import org.goldcard.status.Leadership;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.AfterEach;

class PostgresLeadershipIT extends LeadershipContract {
  private final PostgresStore store = new PostgresStore(PostgresLeadershipIT.class);
  private final Database other = new Database(store.vertx(), store.settings());

  @AfterEach
  void close() {
    Awaited.result(other.close());
    store.close();
  }

  @Override
  protected Leadership node() {
    return new PostgresLeadership(store.database());
  }

  @Override
  protected Leadership otherNode() {
    return new PostgresLeadership(other);
  }
}
