package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.goldcard.testkit.Awaited.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.keys.AnnounceKeys;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.keys.WithdrawalReason;
import org.goldcard.token.notice.NodeKeys;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node that does everything and two that only verify, each with a right no wider than that. */
class VerifyRoleIT {
  private static final char[] PASSPHRASE = "nine lanterns over the Daming lake 2026".toCharArray();
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
  private static final String SECRET = "0123456789012345678901234567890123456789012";

  private final ServedNodes nodes = new ServedNodes(VerifyRoleIT.class);
  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private ClientRegistry clients;
  private KeyStore keys;

  @BeforeEach
  void install() throws Exception {
    nodes.configure();
    DatabaseSettings settings = DatabaseSettings.of(databaseUrl());
    assertThat(Migrations.applyNow(settings)).isPositive();
    database = new Database(vertx, settings);
    SubjectLedger subjects = new PostgresSubjectLedger(database, Clock.systemUTC());
    clients = new PostgresClientRegistry(subjects);
    DemoVenues.record(subjects, BY);
    keys = store(nodes.home.resolve("keys"));
    assertThat(keys.createMissing(PASSPHRASE, EnumSet.allOf(KeyPurpose.class))).hasSize(6);
    put("gate", Set.of(Scope.VERIFY), "JN-TAX-LIXIA", "JN-TAX-LIXIA-1");
    put("other", Set.of(Scope.VERIFY), "JN-TAX-LIXIA", "JN-TAX-LIXIA-1");
    put("city", Set.of(Scope.CARDS_ISSUE, Scope.CARDS_SUSPEND, Scope.CODES), null, null);
    Path list = ServedNodes.demoTalents(nodes.home.resolve("talents.csv"));
    assertThat(nodes.run("recognise", list.toString())).isZero();
  }

  @AfterEach
  void stop() throws Exception {
    nodes.stop();
    result(database.close().compose(closed -> vertx.close()));
  }

  @Test
  void gatesAnswerWithoutThePassKeyOrTheRightToReadAnybodyAndFollowEveryWithdrawal()
      throws Exception {
    int all = nodes.serve();
    String city = nodes.token(all, "city", SECRET);
    List<JsonNode> codes = List.of(codes(all, city, 1), codes(all, city, 2), codes(all, city, 3));
    GateRole.take(nodes, List.of("A01", "R01", "P01"));
    assertThat(nodes.run("serve", "--role", "verify")).as("with the pass key there").isEqualTo(5);
    Files.delete(nodes.home.resolve("gate-keys/private/P01.pem"));
    int[] gates = {nodes.serve("--role", "verify"), nodes.serve("--role", "verify")};

    scansAreAnswered(gates, codes.get(0));
    nothingElseIsThere(gates[0], city);
    everyRoleHasTheOperationsItsContractSays(all, gates[0]);
    theRoleReadsNobody();
    aLossReportArrives(all, city, gates, codes.get(0));
    aNewKeyIsKnownWithoutAFileAndAWithdrawnOneRefused(all, city, gates, codes.get(1));
    aWithdrawnClientIsRefused(all, gates);
  }

  private void scansAreAnswered(int[] gates, JsonNode card) throws Exception {
    for (int gate : gates) {
      String token = nodes.token(gate, "gate", SECRET);
      assertThat(nodes.scan(gate, token, ServedNodes.code(card), "first-" + gate))
          .isEqualTo("VALID");
      String number = card.path("number").asText();
      assertThat(nodes.scan(gate, token, number, "typed-" + gate)).isEqualTo("LOOKUP_UNAVAILABLE");
    }
  }

  private void nothingElseIsThere(int gate, String city) throws Exception {
    String cards = "/v1/cards/9000000000000000";
    assertThat(nodes.send(gate, cards, city, null).statusCode()).isEqualTo(404);
    assertThat(nodes.send(gate, "/v1/cards", city, "{\"talentId\":4}").statusCode()).isEqualTo(404);
    assertThat(nodes.send(gate, "/.well-known/jwks.json", "", null).body()).contains("\"P01\"");
    Awaitility.await("the list another node signed")
        .atMost(Duration.ofSeconds(20))
        .until(() -> nodes.send(gate, "/v1/status-lists/0", "", null).statusCode() == 200);
  }

  private void everyRoleHasTheOperationsItsContractSays(int all, int gate) throws Exception {
    assertThat(ContractProbe.served(nodes, all)).isEqualTo(ContractProbe.promised("all"));
    assertThat(ContractProbe.served(nodes, gate)).isEqualTo(ContractProbe.promised("verify"));
  }

  private void theRoleReadsNobody() {
    String url = databaseUrl();
    assertThat(TestServers.query(url, "select count(*)::text from status_entry")).isNotEmpty();
    for (String table :
        List.of(
            "talent",
            "talent_document",
            "recognition",
            "card",
            "pass",
            "retry",
            "audit_entry",
            "status_list",
            "status_expected",
            "leadership",
            "flyway_schema_history")) {
      assertThatThrownBy(() -> TestServers.query(url, "select 1 from " + table + " limit 1"))
          .as(table)
          .hasStackTraceContaining("permission denied");
    }
    for (String change :
        List.of(
            "update status_head set seq = seq",
            "delete from feed_subject",
            "insert into published_text values ('x', 'x', 'x', now())",
            "select record_changes('{1}', '{1}', '{1}', now())",
            "create table mine (a int)")) {
      assertThatThrownBy(() -> TestServers.execute(url, change))
          .as(change)
          .hasStackTraceContaining("permission denied");
    }
  }

  private void aLossReportArrives(int all, String city, int[] gates, JsonNode card)
      throws Exception {
    String path = "/v1/cards/" + card.path("number").asText() + "/loss-report";
    JsonNode lost = nodes.post(all, path, city, "{}");
    assertThat(lost.path("rev").asLong()).isPositive();
    refusesWithin(gates, ServedNodes.code(card), "CARD_UNAVAILABLE");
  }

  private void aNewKeyIsKnownWithoutAFileAndAWithdrawnOneRefused(
      int all, String city, int[] gates, JsonNode old) throws Exception {
    assertThat(keys.create(KeyPurpose.LIVE, PASSPHRASE).kid()).isEqualTo("L02");
    assertThat(keys.rotate(KeyPurpose.LIVE, PASSPHRASE, Duration.ZERO).kid()).isEqualTo("L02");
    announce();
    String number = old.path("number").asText();
    JsonNode fresh =
        Awaitility.await("signs with the next key")
            .atMost(Duration.ofSeconds(5))
            .until(
                () -> codesOf(all, city, number),
                c -> ServedNodes.kid(ServedNodes.code(c)).equals("L02"));
    for (int gate : gates) {
      String token = nodes.token(gate, "gate", SECRET);
      assertThat(nodes.scan(gate, token, ServedNodes.code(fresh), "l2-" + gate)).isEqualTo("VALID");
      assertThat(nodes.scan(gate, token, ServedNodes.code(old), "l1-" + gate)).isEqualTo("VALID");
    }
    assertThat(keys.withdraw("L01", WithdrawalReason.COMPROMISED).kid()).isEqualTo("L01");
    announce();
    refusesWithin(gates, ServedNodes.code(old), "BAD_CODE");
    for (int gate : gates) {
      assertThat(nodes.send(gate, "/.well-known/jwks.json", "", null).body())
          .contains("\"L02\"")
          .doesNotContain("\"L01\"");
    }
  }

  private void aWithdrawnClientIsRefused(int all, int[] gates) throws Exception {
    int[] everyone = {all, gates[0], gates[1]};
    String token = nodes.token(all, "gate", SECRET);
    String other = nodes.token(gates[1], "other", SECRET);
    assertThat(result(clients.withdraw("gate", BY))).isTrue();
    for (int node : everyone) {
      Awaitility.await("withdrawn client")
          .pollInterval(Duration.ofMillis(20))
          .atMost(BOUND)
          .until(() -> status(node, token) == 401);
      assertThat(nodes.token(node, "gate", SECRET)).isEmpty();
      assertThat(status(node, other)).as("another client goes on").isEqualTo(200);
    }
    assertThat(result(clients.endTokens("other", BY))).isTrue();
    Awaitility.await("ended tokens").atMost(BOUND).until(() -> status(gates[0], other) == 401);
    String next = nodes.token(gates[0], "other", SECRET);
    assertThat(status(gates[0], next)).isEqualTo(200);
    int late = nodes.serve("--role", "verify");
    assertThat(status(late, token)).as("withdrawn before the node started").isEqualTo(401);
    assertThat(status(late, other)).as("ended before the node started").isEqualTo(401);
    assertThat(nodes.token(late, "gate", SECRET)).isEmpty();
    assertThat(status(late, next)).isEqualTo(200);
  }

  private int status(int node, String token) throws Exception {
    String body = "{\"code\":\"x.y.z\",\"requestId\":\"s" + System.nanoTime() + "\"}";
    HttpResponse<String> answer = nodes.send(node, "/v1/verifications", token, body);
    return answer.statusCode();
  }

  private void refusesWithin(int[] gates, String code, String result) throws Exception {
    for (int gate : gates) {
      String token = nodes.token(gate, "gate", SECRET);
      Awaitility.await(result)
          .pollInterval(Duration.ofMillis(20))
          .atMost(BOUND)
          .until(() -> nodes.scan(gate, token, code, "r" + System.nanoTime()).equals(result));
    }
  }

  private void announce() {
    NodeKeys audit =
        new NodeKeys(
            keys,
            PASSPHRASE,
            EnumSet.of(KeyPurpose.AUDIT),
            new Issuer("https://card.example"),
            Clock.systemUTC());
    AnnounceKeys announce =
        new AnnounceKeys(new PostgresSubjectLedger(database, Clock.systemUTC()), audit.notices());
    assertThat(result(announce.announce(audit.files(), BY))).isPositive();
  }

  /** A new card with its codes. */
  private JsonNode codes(int all, String city, int talent) throws Exception {
    String body = "{\"talentId\":" + talent + "}";
    return codesOf(all, city, nodes.post(all, "/v1/cards", city, body).path("number").asText());
  }

  private JsonNode codesOf(int all, String city, String number) throws Exception {
    JsonNode codes = nodes.get(all, "/v1/cards/" + number + "/live-codes?ahead=0", city);
    return ((ObjectNode) codes).put("number", number);
  }

  private String databaseUrl() {
    return Objects.requireNonNull(nodes.settings.get("DATABASE_URL"));
  }

  private static KeyStore store(Path directory) {
    return new KeyStore(directory, TestKeys.signatures(), Clock.systemUTC());
  }

  private void put(
      String id, Set<Scope> scopes, @Nullable String venue, @Nullable String checkpoint) {
    Client client = new Client(id, id, scopes, venue, checkpoint, true, null);
    result(clients.put(new Registration(client, Secrets.hash(SECRET)), BY));
  }
}
