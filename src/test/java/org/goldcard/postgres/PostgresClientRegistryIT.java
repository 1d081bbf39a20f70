package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldUnreadable;
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
    clients = new PostgresClientRegistry(ledger(), cipher(1));
  }

  private static PostgresSubjectLedger ledger() {
    return new PostgresSubjectLedger(store.database(), store.clock());
  }

  private static FieldCipher cipher(int seed) {
    byte[] key = new byte[FieldCipher.KEY_LENGTH];
    key[0] = (byte) seed;
    return new FieldCipher(Map.of(1, key), 1, new SecureRandom());
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
    String body = body("vendor");
    assertThat(body).contains("contacts").doesNotContain("gates.example", "13800138000");
    Awaited.result(clients.put(vendor, BY));
    assertThat(body("vendor")).as("the same again changes nothing").isEqualTo(body);
    assertThat(Awaited.result(clients.find("vendor"))).contains(vendor.at(1));
  }

  @Test
  void whoHoldsNoDataKeySeesNoContactsAndLosesNone() {
    ClientRegistry.Owner owner =
        new ClientRegistry.Owner(
            "某医院", List.of(new Contact("it@hospital.example", null, Contact.Language.ZH)));
    Registration ward = new Registration(client("ward"), Credentials.secret("hash-ward"), owner);
    Awaited.result(clients.put(ward, BY));
    ClientRegistry node = new PostgresClientRegistry(ledger());
    assertThat(Awaited.result(node.find("ward")).orElseThrow().owner().contacts()).isEmpty();
    assertThat(Awaited.result(node.endTokens("ward", BY))).isTrue();
    Awaited.result(
        node.alter("ward", "x", BY, r -> Optional.of(r.with(Credentials.secret("hash-next")))));
    assertThat(Awaited.result(clients.find("ward")).orElseThrow().owner()).isEqualTo(owner);
    ClientRegistry wrong = new PostgresClientRegistry(ledger(), cipher(2));
    assertThatThrownBy(() -> Awaited.result(wrong.put(ward, BY)))
        .as("a wrong key loses nobody")
        .isInstanceOf(FieldUnreadable.class);
    assertThat(Awaited.result(clients.find("ward")).orElseThrow().owner()).isEqualTo(owner);
    Awaited.result(
        clients.alter(
            "ward", "y", BY, r -> Optional.of(r.with(r.client(), ClientRegistry.Owner.UNKNOWN))));
    assertThat(body("ward")).doesNotContain("contacts");
  }

  @Test
  void contactsWrittenBeforeTheyWereSealedAreReadAndSealedWithTheNextChange() {
    Awaited.result(clients.put(new Registration(client("old"), "hash-old"), BY));
    TestServers.execute(
        store.url(),
        "update feed_subject set body = body || '{\"contacts\": [\"a@old.example,zh\"]}'"
            + " where name = 'old'");
    assertThat(Awaited.result(clients.find("old")).orElseThrow().owner().contacts())
        .containsExactly(new Contact("a@old.example", null, Contact.Language.ZH));
    Awaited.result(
        clients.alter("old", "x", BY, r -> Optional.of(r.with(Credentials.secret("hash-new")))));
    assertThat(body("old")).contains("contacts").doesNotContain("old.example");
    assertThat(Awaited.result(clients.find("old")).orElseThrow().owner().contacts()).hasSize(1);
  }

  private static String body(String name) {
    String sql = "select body::text from feed_subject where name = '" + name + "'";
    return TestServers.query(store.url(), sql).get(0);
  }

  private static Registration recorded(Registration put, int version) {
    return put.at(version);
  }
}
