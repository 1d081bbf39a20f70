package org.goldcard.postgres;

import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.contract.TalentRegistryContract;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.postgres.talents.PostgresTalentRegistry;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class PostgresTalentRegistryIT extends TalentRegistryContract {
  private static String url = "";
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(PostgresTalentRegistryIT.class);
    store = new PostgresStore(url);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() {
    TestServers.execute(
        url, "truncate talent, talent_document, recognition, card, pass, holder_claim cascade");
  }

  @Override
  protected TalentRegistry registry() {
    return new PostgresTalentRegistry(
        store.database(),
        InstantSource.fixed(Instant.parse("2026-01-15T04:00:00Z")),
        TestTalents.CIPHER,
        TestTalents.INDEX);
  }
}
