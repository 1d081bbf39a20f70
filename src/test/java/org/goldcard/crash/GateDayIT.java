package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.secret.Secrets;
import org.goldcard.venues.record.VenueFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day at the gates: a node that does everything, one that only verifies, real servers. */
class GateDayIT {
  private static final char[] PASSPHRASE = "nine lanterns over the Daming lake 2026".toCharArray();
  private static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
  private static final String SECRET = "0123456789012345678901234567890123456789012";
  private static final String PARK = "JN-QIANFO";
  private static final String NORTH = "JN-QIANFO-N";
  private static final String SPRING = "JN-SPRING-BAOTU";
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServedNodes nodes = new ServedNodes(GateDayIT.class);
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> whole = new HashMap<>();
  private int all;
  private int gate;
  private String park = "";
  private String spring = "";
  private String city = "";

  @BeforeEach
  void open() throws Exception {
    nodes.configure();
    whole.putAll(nodes.settings);
    DatabaseSettings settings = DatabaseSettings.of(url());
    assertThat(Migrations.applyNow(settings)).isPositive();
    Database database = new Database(vertx, settings);
    SubjectLedger subjects = new PostgresSubjectLedger(database, Clock.systemUTC());
    DemoVenues.record(subjects, BY);
    ClientRegistry clients = new PostgresClientRegistry(subjects);
    put(clients, "park", Set.of(Scope.VERIFY), PARK, NORTH);
    put(clients, "spring", Set.of(Scope.VERIFY), SPRING, "JN-SPRING-BAOTU-S");
    put(clients, "city", Set.of(Scope.CARDS_ISSUE, Scope.CARDS_SUSPEND, Scope.CODES), null, null);
    result(database.close());
    Path keys = nodes.home.resolve("keys");
    KeyStore store = new KeyStore(keys, TestKeys.signatures(), Clock.systemUTC());
    assertThat(store.createMissing(PASSPHRASE, EnumSet.allOf(KeyPurpose.class))).hasSize(6);
    Path list = ServedNodes.demoTalents(nodes.home.resolve("talents.csv"));
    assertThat(nodes.run("recognise", list.toString())).isZero();
    all = nodes.serve();
    GateRole.take(nodes, List.of("A01", "R01"));
    gate = nodes.serve("--role", "verify");
    park = nodes.token(gate, "park", SECRET);
    spring = nodes.token(all, "spring", SECRET);
    city = nodes.token(all, "city", SECRET);
  }

  @AfterEach
  void close() throws Exception {
    nodes.stop();
    result(vertx.close());
  }

  @Test
  void whatHappensAtAGateIsKeptFoundAgainAndJudgedByTheRulesOfTheMoment() throws Exception {
    String card = card(1);
    String used = code(card);
    Instant usedAt = Instant.now();
    JsonNode first =
        Awaitility.await("the new card at the gate")
            .atMost(BOUND)
            .until(() -> scan(gate, park, used), a -> a.path("result").asText().equals("VALID"));
    assertThat(first.path("visit").path("count").asInt()).isEqualTo(1);
    aBatchAnswersEachEntryInItsPlace(used);
    theRecordOfTheGateReachesTheDatabase();
    aHeartbeatIsKept();
    theBundleIsSentOnceAndThenWhatChanged();
    TestServers.redis(setting("REDIS_URL"), "FLUSHDB");
    aUseWithoutANetworkIsFoundToBeTheSecondOne(used, usedAt);
    theNextVisitIsTheSecondOfTheDay(card);
    otherRulesCountAtEveryNode(card);
  }

  private void aBatchAnswersEachEntryInItsPlace(String used) throws Exception {
    String entry = "{\"code\":\"" + used + "\",\"requestId\":\"b-";
    String body = "{\"verifications\":[" + entry + "1\"},{\"code\":7}," + entry + "2\"}]}";
    JsonNode answers =
        nodes.post(gate, "/v1/verifications/batch", park, body).path("verifications");
    assertThat(answers).hasSize(3);
    assertThat(answers.path(0).path("repeat").asBoolean()).isTrue();
    assertThat(answers.path(1).toString()).contains("requestId").contains("code");
    assertThat(answers.path(2).path("result").asText()).isEqualTo("VALID");
  }

  private void theRecordOfTheGateReachesTheDatabase() {
    awaitRow(
        "select venue || ' ' || checkpoint || ' ' || (flags & 16) || ' ' || length(nonce_ref)"
            + " from scan_record where nonce_ref is not null",
        PARK + " " + NORTH + " 16 22");
  }

  private void aHeartbeatIsKept() throws Exception {
    JsonObject beat =
        new JsonObject().put("sentAt", Instant.now().plusSeconds(90).toString()).put("queue", 3);
    beat.put("appVersion", "1.4.0").put("listAge", 42).put("rev", 7);
    JsonNode heard = nodes.post(gate, "/v1/devices/heartbeat", park, beat.encode());
    assertThat(heard.path("warning").path("code").asText()).isEqualTo("CLOCK_SKEW");
    awaitRow(
        "select client || ' ' || venue || ' ' || app_version || ' ' || list_age || ' ' || queued"
            + " || ' ' || round(skew_ms / 10000.0) from device_seen",
        "park " + PARK + " 1.4.0 42 3 9");
  }

  private void theBundleIsSentOnceAndThenWhatChanged() throws Exception {
    HttpResponse<String> whole = bundle("", null);
    assertThat(whole.statusCode()).isEqualTo(200);
    JsonNode content = content(whole.body());
    assertThat(content.path("form").asText()).isEqualTo("full");
    assertThat(bundle("", etag(whole)).statusCode()).isEqualTo(304);
    String lost = "/v1/cards/" + card(2) + "/loss-report";
    long rev = nodes.post(all, lost, city, "{}").path("rev").asLong();
    String since = content.path("epoch").asLong() + "." + content.path("rev").asLong();
    Awaitility.await("the change in a delta")
        .atMost(Duration.ofSeconds(20))
        .until(() -> content(bundle("?since=" + since, null).body()).path("rev").asLong() >= rev);
    JsonNode delta = content(bundle("?since=" + since, null).body());
    assertThat(delta.path("form").asText()).isEqualTo("delta");
    assertThat(delta.path("refused")).isNotEmpty();
    assertThat(bundle("", etag(whole)).statusCode()).isEqualTo(200);
  }

  private void aUseWithoutANetworkIsFoundToBeTheSecondOne(String used, Instant usedAt)
      throws Exception {
    JsonObject queued =
        new JsonObject()
            .put("code", used)
            .put("scannedAt", usedAt.plusSeconds(1).toString())
            .put("requestId", "q-1")
            .put("decision", "ADMITTED");
    JsonObject body =
        new JsonObject()
            .put("sentAt", Instant.now().toString())
            .put("scans", new JsonArray().add(queued));
    for (int node : new int[] {all, gate}) {
      JsonNode answer =
          nodes.post(node, "/v1/verifications/sync", spring, body.encode()).path("scans").path(0);
      assertThat(answer.path("usedElsewhere").asBoolean()).as(answer.toString()).isTrue();
      assertThat(answer.toString()).doesNotContain(PARK, NORTH, "doubleUse");
      assertThat(answer.path("repeat").asBoolean()).isEqualTo(node == gate);
    }
    assertThat(query("select first_venue || ' ' || second_venue from scan_conflict"))
        .containsExactly(PARK + " " + SPRING);
  }

  private void theNextVisitIsTheSecondOfTheDay(String card) throws Exception {
    Awaitility.await("visits brought back")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !redis("HGET gc:status:head visits").startsWith("$-1"));
    JsonNode second = scan(gate, park, code(card));
    assertThat(second.path("visit").path("count").asInt()).as(second.toString()).isEqualTo(2);
    assertThat(second.path("visit").path("firstCheckpoint").asText()).isEqualTo(NORTH);
  }

  private void otherRulesCountAtEveryNode(String card) throws Exception {
    HttpResponse<String> before = bundle("", null);
    Map<String, String> venues = new HashMap<>(DemoVenues.file().venues());
    venues.computeIfPresent(
        PARK, (id, v) -> v.replace("\"participates\":true", "\"participates\":false"));
    Path file = nodes.home.resolve("venues.json");
    Files.writeString(file, new VenueFile("test", venues).source("venues").text());
    nodes.settings.putAll(whole);
    CarriedFile.of(nodes, "park", all).isJudgedBy(code(card));
    assertThat(nodes.run("venues", "import", file.toString())).isZero();
    Path bundle = nodes.home.resolve("park.bundle");
    assertThat(nodes.run("bundle", "export", "park", "--out", bundle.toString())).isZero();
    String atAll = nodes.token(all, "park", SECRET);
    for (int node : new int[] {gate, all}) {
      String token = node == gate ? park : atAll;
      Awaitility.await("the new rules")
          .atMost(BOUND)
          .until(
              () -> scan(node, token, code(card)).path("result").asText(),
              "VENUE_NOT_COVERED"::equals);
    }
    HttpResponse<String> after = bundle("", etag(before));
    JsonNode exported = content(Files.readString(bundle));
    assertThat(exported.path("form").asText()).isEqualTo("file");
    assertThat(exported.path("exp").asLong() - exported.path("iat").asLong()).isEqualTo(129_600);
    assertThat(exported.path("lists")).isNotEmpty();
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(content(after.body()).path("rules").toString())
        .isNotEqualTo(content(before.body()).path("rules").toString());
  }

  private JsonNode scan(int node, String token, String code) throws Exception {
    String request = "r" + System.nanoTime();
    String body = "{\"code\":\"" + code + "\",\"requestId\":\"" + request + "\"}";
    return nodes.post(node, "/v1/verifications", token, body);
  }

  private HttpResponse<String> bundle(String query, @Nullable String known) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gate + "/v1/offline-bundle" + query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + park);
    if (known != null) {
      request.header("If-None-Match", known);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static JsonNode content(String token) throws Exception {
    String payload = token.split("\\.", -1)[1];
    String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    return JSON.readTree(json);
  }

  private String card(int talent) throws Exception {
    String body = "{\"talentId\":" + talent + "}";
    return nodes.post(all, "/v1/cards", city, body).path("number").asText();
  }

  private String code(String card) throws Exception {
    return ServedNodes.code(nodes.get(all, "/v1/cards/" + card + "/live-codes?ahead=0", city));
  }

  private void awaitRow(String sql, String row) {
    Awaitility.await(sql)
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(query(sql)).containsExactly(row));
  }

  private List<String> query(String sql) {
    return TestServers.query(url(), sql);
  }

  private String redis(String command) {
    return Objects.toString(TestServers.redis(setting("REDIS_URL"), command), "");
  }

  private String url() {
    return Objects.requireNonNull(whole.get("DATABASE_URL"));
  }

  private String setting(String name) {
    return Objects.requireNonNull(nodes.settings.get(name));
  }

  private static void put(
      ClientRegistry all, String id, Set<Scope> may, @Nullable String at, @Nullable String gate) {
    Client client = new Client(id, id, may, at, gate, true, null);
    result(all.put(new ClientRegistry.Registration(client, Secrets.hash(SECRET)), BY));
  }
}
