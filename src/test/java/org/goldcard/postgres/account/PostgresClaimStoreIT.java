package org.goldcard.postgres.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.contract.ClaimStoreContract;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresClaimStoreIT extends ClaimStoreContract {
  private static AccountDatabase at;
  private static ClaimStore store;

  @BeforeAll
  static void open() {
    at = new AccountDatabase(PostgresClaimStoreIT.class);
    store = new PostgresClaimStore(at.database, at.cipher);
  }

  @AfterAll
  static void close() {
    at.close();
  }

  @BeforeEach
  void empty() {
    at.empty();
  }

  @Override
  protected ClaimStore store() {
    return store;
  }

  @Override
  protected List<Long> talents() {
    return at.talents;
  }

  @Test
  void keepsNothingOfWhoIsSoughtThatCanBeRead() {
    theRightCodeProvesTheClaimOnce();
    String all =
        String.join(
            "\n", TestServers.query(at.url, "select row_to_json(c)::text from holder_claim c"));
    assertThat(all).isNotEmpty().doesNotContain("田", "3712021900", "0230");
  }

  @Test
  void sendsAndTakesNothingWhileTheDatabaseIsAway() {
    String nowhere = at.url.replaceFirst("/[^/]*$", "/t_there_is_no_such_database");
    Database away = new Database(at.vertx, DatabaseSettings.of(nowhere));
    ClaimStore closed = new PostgresClaimStore(away, at.cipher);
    assertThat(Awaited.failure(closed.attempt("handle", "right", clock.instant())))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Awaited.failure(closed.take(clock.instant(), clock.instant())))
        .isInstanceOf(StoreUnavailable.class);
    Awaited.result(away.close());
  }
}
