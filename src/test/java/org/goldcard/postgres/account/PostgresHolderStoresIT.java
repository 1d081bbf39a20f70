package org.goldcard.postgres.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.session.SessionStore;
import org.goldcard.contract.HolderStoresContract;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresHolderStoresIT extends HolderStoresContract {
  private static AccountDatabase at;

  @BeforeAll
  static void open() {
    at = new AccountDatabase(PostgresHolderStoresIT.class);
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
  protected ClaimStore claims() {
    return new PostgresClaimStore(at.database, at.cipher);
  }

  @Override
  protected HolderAccounts accounts() {
    return new PostgresHolderAccounts(at.database);
  }

  @Override
  protected SessionStore sessions() {
    return new PostgresSessionStore(at.database);
  }

  @Override
  protected List<Long> talents() {
    return at.talents;
  }

  @Test
  void recordsWhatWasAgreedToAndWhoEnrolled() {
    long audited = audits();
    anotherProofSetsAnotherPasscodeAndSignsTheOldBrowserOut();
    assertThat(
            TestServers.query(
                at.url,
                "select concat_ws(' ', notice, channel, agreed_at at time zone 'UTC') from"
                    + " holder_consent"))
        .containsExactly("2026-11 WEB 2026-11-23 02:00:00", "2026-11 WEB 2026-11-23 02:00:00");
    assertThat(audits() - audited).isEqualTo(2);
    assertThat(TestServers.query(at.url, "select action from audit_entry order by id desc limit 2"))
        .containsExactly("holder.passcode", "holder.enrol");
  }

  private static long audits() {
    return Long.parseLong(
        TestServers.query(at.url, "select count(*)::text from audit_entry").get(0));
  }
}
