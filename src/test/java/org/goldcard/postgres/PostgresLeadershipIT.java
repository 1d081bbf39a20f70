package org.goldcard.postgres;

import org.goldcard.contract.LeadershipContract;
import org.goldcard.postgres.store.Database;
import org.goldcard.status.Leadership;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresLeadershipIT extends LeadershipContract {
  private static String url = "";
  private static PostgresStore store;
  private static Database other;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(PostgresLeadershipIT.class);
    store = new PostgresStore(url);
    other = new Database(store.vertx(), store.settings());
  }

  @AfterAll
  static void close() {
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

  @Override
  protected void cutOff(Leadership.Lead lead) {
    TestServers.execute(
        url,
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())");
  }
}
