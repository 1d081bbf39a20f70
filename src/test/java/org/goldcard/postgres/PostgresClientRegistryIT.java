package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Contact;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.Position;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.assertion.ClientJwk;
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
        .contains(new ClientRegistry.Standing(recorded(gone, 2), false));
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

  @Test
  void changesCredentialsWithoutEndingTokens() {
    Awaited.result(clients.put(new Registration(client("rotating"), "old"), BY));
    Instant now = store.clock().instant();
    Credentials.Secret fresh = new Credentials.Secret("new", now.plusSeconds(3600));
    ClientRegistry.Change change =
        Awaited.result(
            clients.alter(
                "rotating",
                "client.rotate",
                BY,
                r -> r.credentials().with(fresh, Duration.ofDays(7), now).map(r::with)));
    assertThat(change).isEqualTo(ClientRegistry.Change.DONE);
    Registration after = Awaited.result(clients.find("rotating")).orElseThrow();
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.tokensFrom()).isEqualTo(1);
    assertThat(after.credentials().secrets())
        .containsExactly(fresh, new Credentials.Secret("old", now.plus(Duration.ofDays(7))));
    assertThat(Awaited.result(clients.endTokens("rotating", BY))).isTrue();
    assertThat(Awaited.result(clients.find("rotating")).orElseThrow().tokensFrom()).isEqualTo(3);
    assertThat(Awaited.result(clients.alter("nobody", "client.rotate", BY, Optional::of)))
        .isEqualTo(ClientRegistry.Change.UNKNOWN);
    assertThat(Awaited.result(clients.alter("rotating", "x", BY, r -> Optional.empty())))
        .isEqualTo(ClientRegistry.Change.REFUSED);
  }

  @Test
  void keepsKeysOwnerAndEndsAsTheyWere() {
    ClientJwk jwk =
        ClientJwk.read(
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k1\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
    Instant end = Instant.parse("2027-05-01T00:00:00Z");
    Credentials credentials = new Credentials(List.of(), List.of(new Credentials.Key(jwk, end)));
    ClientRegistry.Owner owner =
        new ClientRegistry.Owner(
            "某闸机公司",
            List.of(
                new Contact("ops@gates.example", "+8613800138000", Contact.Language.EN),
                new Contact("duty@gates.example", null, Contact.Language.ZH)));
    Registration vendor = new Registration(client("vendor"), credentials, owner);
    Awaited.result(clients.put(vendor, BY));
    assertThat(Awaited.result(clients.find("vendor"))).contains(vendor.at(1));
    assertThat(
            TestServers.query(
                store.url(), "select after::text from audit_entry where after->>'name' = 'vendor'"))
        .singleElement()
        .asString()
        .contains("k1")
        .doesNotContain("ops@gates.example");
  }

  private static Registration recorded(Registration put, int version) {
    return put.at(version);
  }
}
