package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.goldcard.testkit.TickingClock;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;
import org.goldcard.verifying.sandbox.TestCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor tries in the sandbox beside single scans, over HTTP, and what is left of it. */
class SandboxEverywhereTest {
  private static final String ISSUER = "https://goldcard.example/sandbox";

  private ApiUnderTest api;
  private String test;
  private String other;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    test = client("test");
    other = client("other");
  }

  private String client(String id) {
    api.terms.put(id, Terms.NONE.inSandbox(true));
    Set<Scope> scopes = EnumSet.of(Scope.VERIFY, Scope.INTROSPECT, Scope.STATUS, Scope.SANDBOX);
    return api.bearer(new Access(id, scopes, Gate.VENUE, "east", true, api.end()));
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(api.offline.records).isEmpty();
    assertThat(api.offline.heard).isEmpty();
    assertThat(api.gate.waiting).hasValue(0);
    assertThat(api.gate.asked).hasValue(0);
    assertThat(api.gate.spool.oldest().result()).isEmpty();
    api.close();
  }

  private String code(ResultCode yields) {
    TestCard card =
        TestCard.all().stream().filter(c -> c.yields() == yields).findFirst().orElseThrow();
    String path = "/v1/sandbox/cards/" + card.number().digits() + "/codes";
    return api.get(path, test).json().getString("liveCode");
  }

  private Reply post(String path, String bearer, String offset, JsonObject body) {
    Reply reply =
        api.send(
            api.request(path)
                .header("Authorization", bearer)
                .header("Sandbox-Clock-Offset", offset)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Goldcard-Sandbox")).isEqualTo("true");
    return reply;
  }

  private boolean introspect(String code, String offset) {
    Reply reply =
        api.send(
            api.request("/oauth2/introspect")
                .header("Authorization", test)
                .header("Sandbox-Clock-Offset", offset)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + code)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getBoolean("active");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "59, true", "61, false", "-120, false"})
  void introspectionGoesByTheClockThatIsAskedFor(String offset, boolean active) {
    assertThat(introspect(code(ResultCode.VALID), offset)).isEqualTo(active);
    assertThat(introspect(code(ResultCode.CARD_UNAVAILABLE), offset)).isFalse();
  }

  private JsonArray scans(String... codes) {
    JsonArray all = new JsonArray();
    for (String code : codes) {
      String name = "r-" + api.names.incrementAndGet();
      all.add(new JsonObject().put("code", code).put("requestId", name));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"0, VALID", "61, CODE_EXPIRED", "-60, CLOCK_SKEW"})
  void aBatchGoesByTheClockThatIsAskedFor(String offset, String result) {
    JsonArray entries = scans(code(ResultCode.VALID), code(ResultCode.CARD_EXPIRED), "x.y.z");
    JsonArray answers =
        post(
                "/v1/verifications/batch",
                test,
                offset,
                new JsonObject().put("verifications", entries))
            .json()
            .getJsonArray("verifications");
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo(result);
    assertThat(answers.getJsonObject(2).getString("result")).isEqualTo("BAD_CODE");
    boolean now = offset.equals("0");
    assertThat(answers.getJsonObject(1).getString("result"))
        .isEqualTo(now ? "CARD_EXPIRED" : result);
  }

  @Test
  void theBundleIsVerifiedByTheKeysOfTheSandboxAndJudgesTestCards() {
    byte[] jwks =
        api.get("/sandbox/.well-known/jwks.json", null).text().getBytes(StandardCharsets.UTF_8);
    TickingClock clock = new TickingClock(ApiUnderTest.NOON);
    GoldcardVerifier verifier =
        GoldcardVerifier.withBundles(ISSUER, "test", jwks, clock)
            .askingAt("http://127.0.0.1:" + api.port());
    String token = test.substring("Bearer ".length());
    assertThat(verifier.refresh(api.http, token)).isEqualTo(new Update(Update.Outcome.TAKEN, ""));
    assertThat(verifier.refresh(api.http, token).isGood()).as("what changed").isTrue();
    assertThat(verifier.refresh(api.http, token).outcome()).isEqualTo(Update.Outcome.UNCHANGED);
    assertThat(verifier.verify(code(ResultCode.VALID)).result())
        .isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(verifier.verify(code(ResultCode.CARD_UNAVAILABLE)).result())
        .isEqualTo(ResultCode.CARD_UNAVAILABLE);
    GoldcardVerifier real =
        GoldcardVerifier.withBundles(
            "https://goldcard.example", "test", api.jwks.getBytes(StandardCharsets.UTF_8), clock);
    assertThat(real.askingAt("http://127.0.0.1:" + api.port()).refresh(api.http, token).isGood())
        .as("a verifier of the service takes nothing of the sandbox")
        .isFalse();
  }

  private JsonObject queued(String code, String requestId) {
    return new JsonObject()
        .put("code", code)
        .put("scannedAt", api.clock.instant().toString())
        .put("requestId", requestId)
        .put("decision", "ADMITTED");
  }

  private JsonObject sync(String bearer, String offset, Instant sentAt, JsonObject scan) {
    JsonObject body =
        new JsonObject().put("sentAt", sentAt.toString()).put("scans", new JsonArray().add(scan));
    JsonObject answer = post("/v1/verifications/sync", bearer, offset, body).json();
    return answer.getJsonArray("scans").getJsonObject(0).put("skew", answer.getValue("skew"));
  }

  @Test
  void queuedScansAreJudgedFiledOnceAndKeptApartFromOtherClients() {
    String code = code(ResultCode.VALID);
    Instant now = api.clock.instant();
    JsonObject first = sync(test, "0", now, queued(code, "q-1"));
    assertThat(first.getString("result")).isEqualTo("VALID_OFFLINE");
    assertThat(first.getBoolean("repeat")).isFalse();
    assertThat(sync(test, "0", now, queued(code, "q-1")).getBoolean("repeat")).isTrue();
    assertThat(sync(other, "0", now, queued(code, "q-1")).containsKey("doubleUse")).isFalse();
    assertThat(sync(test, "0", now, queued(code, "q-2")).getJsonObject("doubleUse")).isNotNull();
    JsonObject stopped = sync(test, "0", now, queued(code(ResultCode.CARD_UNAVAILABLE), "q-3"));
    assertThat(stopped.getString("result")).isEqualTo("CARD_UNAVAILABLE");
    assertThat(sync(test, "45", now, queued(code, "q-4")).getDouble("skew")).isEqualTo(-45.0);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "31, true", "-31, true"})
  void aHeartbeatMeasuresTheClockThatIsAskedFor(String offset, boolean wrong) {
    JsonObject beat =
        new JsonObject().put("sentAt", api.clock.instant().toString()).put("queue", 0);
    JsonObject answer = post("/v1/devices/heartbeat", test, offset, beat).json();
    assertThat(answer.containsKey("warning")).isEqualTo(wrong);
    assertThat(answer.getDouble("skew")).isEqualTo(-Double.parseDouble(offset));
    assertThat(answer.getString("bundle")).isNotEmpty();
    assertThat(answer.getJsonArray("kids")).hasSize(3);
  }

  @Test
  void madeUpChangesComeAtACursorWithTokensThatTheKeysOfTheSandboxVerify() throws Exception {
    Set<Scope> scopes = EnumSet.of(Scope.STATUS, Scope.SANDBOX);
    String bank = api.bearer(new Access("test", scopes, null, null, false, api.end()));
    String head = api.get("/v1/events/changes", bank).json().getString("next");
    assertThat(api.get("/v1/events/changes?after=" + head, bank).json().getJsonArray("changes"))
        .isEmpty();
    api.clock.move(Duration.ofMinutes(2));
    JsonObject page = api.get("/v1/events/changes?after=" + head, bank).json();
    Set<String> events = new HashSet<>();
    for (int i = 0; i < page.getJsonArray("changes").size(); i++) {
      events.add(page.getJsonArray("changes").getJsonObject(i).getString("event"));
    }
    assertThat(events)
        .containsExactlyInAnyOrder("card-issued", "card-stopped", "card-restored", "card-changed");
    JsonArray sets =
        api.get("/v1/events/changes?form=jwt&after=" + head, bank).json().getJsonArray("sets");
    SignedJWT set = SignedJWT.parse(sets.getString(0));
    JWKSet jwks = JWKSet.parse(api.get("/sandbox/.well-known/jwks.json", null).text());
    String kid = set.getHeader().getKeyID();
    assertThat(set.verify(new ECDSAVerifier(jwks.getKeyByKeyId(kid).toECKey()))).isTrue();
    assertThat(set.getJWTClaimsSet().getIssuer()).isEqualTo(ISSUER);
    assertThat(page.getBoolean("more")).isFalse();
    assertThat(api.get("/v1/events/changes?limit=1&after=1.0", bank).json().getBoolean("more"))
        .isTrue();
  }
}
