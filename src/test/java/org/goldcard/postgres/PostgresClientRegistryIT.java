package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.Position;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresClientRegistryIT {
  private static PostgresStore store;
  private static ClientRegistry clients;
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");

  @BeforeAll
  static void open() {
    store = new PostgresStore(PostgresClientRegistryIT.class);
    clients =
        new PostgresClientRegistry(new PostgresSubjectLedger(store.database(), store.clock()));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void findsAClientAsPut() {
    Registration gate =
        new Registration(
            new Client(
                "daming-gate-1",
                "大明湖东门",
                Set.of(Scope.VERIFY),
                "daming-lake",
                "east",
                true,
                Instant.parse("2027-01-01T00:00:00.123456Z")),
            "hash-1");
    Awaited.result(clients.put(gate, BY));
    assertThat(Awaited.result(clients.find("daming-gate-1"))).contains(recorded(gate, 1));
    assertThat(Awaited.result(clients.find("daming-gate-2"))).isEmpty();
  }

  @Test
  void aClientPutAgainIsReplaced() {
    Client bank =
        new Client("bank", "银行", Set.of(Scope.VERIFY, Scope.CODES), null, null, false, null);
    Awaited.result(clients.put(new Registration(bank, "old"), BY));
    Registration next =
        new Registration(
            new Client("bank", "银行二", Set.of(Scope.CARDS_READ), "v", null, false, null), "new");
    Awaited.result(clients.put(next, BY));
    assertThat(Awaited.result(clients.find("bank"))).contains(recorded(next, 2));
  }

  @Test
  void theSameAgainChangesNothingAndIsNoEntryOfTheFeed() {
    Registration desk = new Registration(client("desk"), "hash");
    Awaited.result(clients.put(desk, BY));
    Position before = Awaited.result(store.log().head());
    Awaited.result(clients.put(desk, BY));
    assertThat(Awaited.result(store.log().head())).isEqualTo(before);
    assertThat(Awaited.result(clients.find("desk"))).contains(recorded(desk, 1));
  }

  @Test
  void aWithdrawnClientIsNotFoundAndNeverComesBack() {
    Registration gone = new Registration(client("gone"), "hash");
    Awaited.result(clients.put(gone, BY));
    assertThat(Awaited.result(clients.withdraw("gone", BY))).isTrue();
    assertThat(Awaited.result(clients.find("gone"))).isEmpty();
    Awaited.result(clients.put(new Registration(client("gone"), "other"), BY));
    assertThat(Awaited.result(clients.find("gone"))).isEmpty();
    assertThat(Awaited.result(clients.list()))
        .contains(new ClientRegistry.Standing(gone.client(), false));
    assertThat(Awaited.result(clients.withdraw("nobody", BY))).isFalse();
  }

  @Test
  void endingTokensRaisesTheVersionAndNothingElse() {
    Registration kiosk = new Registration(client("kiosk"), "hash");
    Awaited.result(clients.put(kiosk, BY));
    assertThat(Awaited.result(clients.endTokens("kiosk", BY))).isTrue();
    assertThat(Awaited.result(clients.find("kiosk"))).contains(recorded(kiosk, 2));
  }

  @Test
  void everyChangeIsAuditedWithoutTheSecretAndTheFeedAgreesWithTheRows() {
    Awaited.result(clients.put(new Registration(client("audited"), "the-hash"), BY));
    assertThat(
            TestServers.query(
                store.url(),
                "select action || ' ' || actor_name || ' ' || (after->>'version') || ' ' ||"
                    + " (after->'body'->>'name') from audit_entry where after->>'name' = 'audited'"
                    + " and after::text not like '%the-hash%'"))
        .containsExactly("client.put li 1 name of audited");
    assertThat(Awaited.result(((PostgresStatusLog) store.log()).unlikeCards(10))).isEmpty();
  }

  private static Client client(String id) {
    return new Client(id, "name of " + id, Set.of(Scope.CARDS_READ), null, null, false, null);
  }

  private static Registration recorded(Registration put, int version) {
    return new Registration(put.client(), put.secretHash(), version);
  }
}
