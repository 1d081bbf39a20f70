package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.goldcard.verifying.sandbox.TestCard;
import org.goldcard.web.ContractSchemas.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service answers in a day's work is in the contract, member by member. */
class ContractAnswersTest {
  private final ContractSchemas contract = new ContractSchemas();
  private final Set<String> seen = new TreeSet<>();
  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.C);
    api.offline.catchUp();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void check(String id, int status, Reply reply) {
    Operation operation = contract.operation(id);
    assertThat(reply.status()).as(id + " " + reply.text()).isEqualTo(status);
    Map<String, JsonObject> content = contract.answers(operation, status).orElseThrow();
    String type = reply.header("Content-Type");
    assertThat(content.keySet().contains(type) || content.isEmpty())
        .as(id + " answers " + type)
        .isTrue();
    if (type.contains("json")) {
      JsonObject schema = Objects.requireNonNull(content.get(type)).getJsonObject("schema");
      assertThat(contract.flawOrSurprise(schema, reply.json())).as(id + reply.text()).isNull();
    }
    JsonObject answer =
        contract.resolve(
            operation.json().getJsonObject("responses").getJsonObject(Integer.toString(status)));
    for (String header : answer.getJsonObject("headers").fieldNames()) {
      boolean always = !Set.of("WWW-Authenticate", "Retry-After").contains(header);
      assertThat(!always || !reply.header(header).isEmpty()).as(id + " " + header).isTrue();
    }
    seen.add(id);
  }

  private String path(String rest) {
    return "/v1/cards/" + card.number() + rest;
  }

  @Test
  void answersInTheWordsOfTheContract() {
    cards();
    scans();
    partners();
    sandbox();
    everyone();
    Set<String> all = new TreeSet<>();
    contract.operations().forEach(operation -> all.add(operation.id()));
    // A stream has no end to wait for; EventsTest reads it.
    all.remove("events");
    assertThat(seen).as("operations asked here").isEqualTo(all);
  }

  private void cards() {
    String office = api.office();
    long talent = api.talent(TalentClass.D);
    String wish = "{\"talentId\":" + talent + "}";
    check("issueCard", 201, api.post("/v1/cards", office, wish));
    check("issueCard", 200, api.post("/v1/cards", office, wish));
    check("issueCard", 400, api.post("/v1/cards", office, "{}"));
    check("issueCard", 422, api.post("/v1/cards", office, "{\"talentId\":99999}"));
    check("readCard", 200, api.get(path(""), office));
    check("readCard", 404, api.get("/v1/cards/9000000000000001", office));
    check("pass", 200, api.get(path("/pass"), office));
    Reply json =
        api.send(
            api.request(path("/pass"))
                .header("Authorization", office)
                .header("Accept", "application/json"));
    check("pass", 200, json);
    check("passPng", 200, api.get(path("/pass.png"), office));
    check("passSvg", 200, api.get(path("/pass.svg"), office));
    check("liveCodes", 200, api.get(path("/live-codes?ahead=3"), office));
    check("liveCodes", 400, api.get(path("/live-codes?ahead=20"), office));
    check("upgradeCard", 409, api.post(path("/upgrade"), office, "{}"));
    String why = "{\"reasonCode\":\"PHONE_LOST\"}";
    check("suspendCard", 200, api.post(path("/suspension"), office, why));
    check("readCard", 200, api.get(path(""), office));
    check("resumeCard", 200, api.post(path("/resumption"), office, "{}"));
    check("reportLoss", 200, api.post(path("/loss-report"), office, "{}"));
    String end = "{\"reason\":\"HOLDER_WISH\",\"evidence\":\"A-1\"}";
    check("closeCard", 200, api.post(path("/closure"), office, end));
    card = api.card(TalentClass.B);
    api.offline.catchUp();
  }

  private void scans() {
    String gate = api.scanner("east");
    JsonObject scan = new JsonObject().put("code", api.liveCode(card)).put("requestId", "1");
    check("verify", 200, api.verify(gate, scan.put("receipt", true)));
    String other = api.liveCode(api.card(TalentClass.A));
    check("verify", 409, api.verify(gate, scan.copy().put("code", other)));
    check("verify", 401, api.verify("Bearer x", scan));
    check("verify", 403, api.verify(api.office(), scan));
    String two =
        "{\"verifications\":[" + scan.put("requestId", "2").encode() + ",{\"code\":\"x\"}]}";
    check("verifyBatch", 200, api.post("/v1/verifications/batch", gate, two));
    String queued =
        "{\"sentAt\":\"2026-11-23T02:00:00Z\",\"scans\":[{\"code\":\""
            + api.liveCode(card)
            + "\",\"scannedAt\":\"2026-11-23T02:00:00Z\",\"requestId\":\"9\",\"decision\":"
            + "\"ADMITTED\"},{\"code\":\"x\"}]}";
    check("syncScans", 200, api.post("/v1/verifications/sync", gate, queued));
    String late = "{\"sentAt\":\"2026-11-23T01:00:00Z\"}";
    check("heartbeat", 200, api.post("/v1/devices/heartbeat", gate, late));
    api.offline.hours.add(
        new ScanHours.Hour(
            Instant.parse("2026-11-23T01:00:00Z"),
            new ScanRecord.Place(Gate.VENUE, "east", "gate-east"),
            112,
            3,
            1));
    check("deviceActivity", 200, api.get("/v1/devices/activity?hours=2", gate));
    check("deviceActivity", 400, api.get("/v1/devices/activity?hours=169", gate));
    Reply bundle = api.get("/v1/offline-bundle", gate);
    check("offlineBundle", 200, bundle);
    Reply again =
        api.send(
            api.request("/v1/offline-bundle")
                .header("Authorization", gate)
                .header("If-None-Match", bundle.header("ETag")));
    check("offlineBundle", 304, again);
  }

  private void partners() {
    String form = "application/x-www-form-urlencoded";
    Reply noClient =
        api.send(
            api.request("/oauth2/token")
                .header("Content-Type", form)
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    check("token", 401, noClient);
    for (String token : new String[] {api.liveCode(card), "x", api.office().substring(7)}) {
      Reply reply =
          api.send(
              api.request("/oauth2/introspect")
                  .header("Authorization", api.office())
                  .header("Content-Type", form)
                  .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
      check("introspect", 200, reply);
    }
    check("authorizationServer", 200, api.get("/.well-known/oauth-authorization-server", null));
  }

  private void sandbox() {
    Access bank = new Access("bank", Set.of(Scope.STATUS), null, null, false, api.end());
    StatusWord active =
        StatusWord.card(CardState.ACTIVE, TalentClass.C, LocalDate.of(2031, 11, 24), Instant.EPOCH);
    StatusWord lost =
        StatusWord.card(CardState.LOST, TalentClass.C, LocalDate.of(2031, 11, 24), Instant.EPOCH);
    api.changes.add(7, active, lost, api.clock.instant());
    for (String form : new String[] {"", "&form=jwt"}) {
      Reply page = api.get("/v1/events/changes?after=1.0" + form, api.bearer(bank));
      check("changes", 200, page);
    }
    check("changes", 400, api.get("/v1/events/changes?limit=0", api.bearer(bank)));
    api.terms.put("test", Terms.NONE.inSandbox(true));
    Access test = new Access("test", Set.of(Scope.SANDBOX), null, null, false, api.end());
    check("testCards", 200, api.get("/v1/sandbox/cards", api.bearer(test)));
    String number = TestCard.all().get(0).number().digits();
    check("testCodes", 200, api.get("/v1/sandbox/cards/" + number + "/codes", api.bearer(test)));
    check("testCodes", 404, api.get("/v1/sandbox/cards/1/codes", api.bearer(test)));
  }

  private void everyone() {
    check("serviceFacts", 200, api.get("/.well-known/goldcard", null));
    check("jwks", 200, api.get("/.well-known/jwks.json", null));
    check("statusList", 200, api.get("/v1/status-lists/0", null));
    check("statusList", 404, api.get("/v1/status-lists/7", null));
    check("contract", 200, api.get("/openapi.json", null));
    check("docs", 200, api.get("/docs?lang=en", null));
    check("docs", 400, api.get("/docs?lang=fr", null));
    check("docsStart", 200, api.get("/docs/start", null));
    check("docsEvents", 200, api.get("/docs/events", null));
    check("sandboxJwks", 200, api.get("/sandbox/.well-known/jwks.json", null));
    check("asset", 200, api.get("/assets/page.css", null));
    check("asset", 404, api.get("/assets/none.css", null));
    check("live", 200, api.get("/health/live", null));
    check("ready", 200, api.get("/health/ready", null));
    api.gate.age = Duration.ofMinutes(1);
    check("ready", 503, api.get("/health/ready", null));
    check("metrics", 200, api.get("/metrics", null));
  }
}
