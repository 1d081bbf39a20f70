package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Introspection, clause by clause of RFC 7662. */
class IntrospectionTest {
  private static final String INACTIVE = "{\"active\":false}";

  private ApiUnderTest api;
  private Card card;
  private String bank;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    bank = client("bank", Gate.VENUE, Scope.INTROSPECT);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String client(String id, @Nullable String venue, Scope first, Scope... more) {
    return api.bearer(new Access(id, EnumSet.of(first, more), venue, null, false, api.end()));
  }

  private Reply ask(String authorization, String form) {
    return api.send(
        api.request("/oauth2/introspect")
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private Reply introspect(String token) {
    return ask(bank, "token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII));
  }

  private String pass() {
    return api.passes.sign(card).text();
  }

  @Test
  @Clause("RFC 7662 2.2")
  void answersAPassWithItsMembers() {
    Reply reply = introspect(pass());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    JsonObject answer = reply.json();
    assertThat(answer.fieldNames())
        .containsExactly(
            "active", "iss", "sub", "typ", "iat", "exp", "jti", "validUntil", "status");
    assertThat(answer.getBoolean("active")).isTrue();
    assertThat(answer.getString("iss")).isEqualTo("https://goldcard.example");
    assertThat(answer.getString("typ")).isEqualTo("goldcard+jwt");
    assertThat(answer.getLong("exp")).isEqualTo(card.validity().end().getEpochSecond());
    assertThat(answer.getString("validUntil")).isEqualTo(card.validity().lastDay().toString());
    JsonObject status = answer.getJsonObject("status");
    assertThat(status.fieldNames()).containsExactly("asOf", "age", "source", "rev");
    assertThat(status.getDouble("age")).isEqualTo(0.412);
  }

  @Test
  @Clause("RFC 7662 2.2")
  void writesEachMemberInItsOwnType() {
    for (String token : List.of(pass(), api.liveCode(card), bank.substring(7))) {
      JsonObject answer = introspect(token).json();
      assertThat(answer.getValue("active")).isEqualTo(true);
      for (String text : List.of("iss", "sub")) {
        assertThat(answer.getValue(text)).as(text).isInstanceOf(String.class);
      }
      assertThat(answer.getValue("exp")).isInstanceOf(Integer.class);
      assertThat(answer.getLong("exp")).isGreaterThan(api.clock.instant().getEpochSecond());
    }
  }

  @Test
  @Clause("RFC 7662 2.2")
  void answersALiveCodeUntilItsMinuteIsOver() {
    String code = api.liveCode(card);
    JsonObject answer = introspect(code).json();
    assertThat(answer.getString("typ")).isEqualTo("goldcard-live+jwt");
    assertThat(answer.containsKey("jti")).isFalse();
    assertThat(answer.getLong("exp") - api.clock.instant().getEpochSecond()).isEqualTo(60);
    api.clock.move(Duration.ofSeconds(60));
    bank = client("bank", null, Scope.INTROSPECT);
    assertThat(introspect(code).text()).isEqualTo(INACTIVE);
  }

  @Test
  @Clause("RFC 7662 2.2")
  void neverKeepsAnAnswer() {
    assertThat(introspect(pass()).header("Cache-Control")).isEqualTo("no-store");
    assertThat(introspect("x").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  @Clause("RFC 7662 2.2")
  void saysNothingMoreOfATokenThatDoesNotCount() {
    String pass = pass();
    ApiUnderTest elsewhere = new ApiUnderTest();
    String foreign = elsewhere.passes.sign(elsewhere.card(TalentClass.A)).text();
    elsewhere.close();
    Card lost = api.card(TalentClass.C);
    String lostPass = api.passes.sign(lost).text();
    String lostCode = api.liveCode(lost);
    api.post("/v1/cards/" + lost.number() + "/loss-report", api.office(), "");
    List<String> all =
        List.of(
            lostPass,
            lostCode,
            foreign,
            pass.substring(0, pass.length() - 4) + "AAAA",
            pass + "=",
            pass + " ",
            "x",
            "a.b.c",
            "x".repeat(4000),
            card.number().digits(),
            api.office().substring("Bearer ".length()),
            "泉城");
    for (String token : all) {
      String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
      Reply reply = ask(bank, form);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).isEqualTo(INACTIVE);
    }
  }

  @Test
  @Clause("RFC 7662 2.2")
  void tellsAClientOfItsOwnAccessTokenOnly() {
    String own = bank.substring("Bearer ".length());
    JsonObject answer = introspect(own).json();
    assertThat(answer.getString("client_id")).isEqualTo("bank");
    assertThat(answer.getString("scope")).isEqualTo("introspect");
    assertThat(answer.getString("token_type")).isEqualTo("Bearer");
    assertThat(answer.getLong("exp")).isEqualTo(api.end().getEpochSecond());
    bank = client("other", null, Scope.INTROSPECT);
    assertThat(introspect(own).text()).isEqualTo(INACTIVE);
  }

  @Test
  @Clause("RFC 7662 2.2")
  void followsTheCardAtOnce() {
    String pass = pass();
    assertThat(introspect(pass).json().getBoolean("active")).isTrue();
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    assertThat(introspect(pass).text()).isEqualTo(INACTIVE);
    api.post("/v1/cards/" + card.number() + "/resumption", api.office(), "");
    assertThat(introspect(pass).json().getBoolean("active")).isTrue();
  }

  @Test
  @Clause("RFC 7662 2.2")
  void givesACodeFetchedBeforeItsCardWasResumedNoSecondLife() {
    String code = api.liveCode(card);
    api.clock.move(Duration.ofSeconds(2));
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    api.post("/v1/cards/" + card.number() + "/resumption", api.office(), "");
    assertThat(introspect(code).text()).isEqualTo(INACTIVE);
  }

  @Test
  @Clause("RFC 7662 4")
  void burnsNoCodeAndCountsNoVisit() {
    String code = api.liveCode(card);
    assertThat(introspect(code).json().getBoolean("active")).isTrue();
    JsonObject scan = new JsonObject().put("code", code).put("requestId", "r-1");
    JsonObject answer = api.verify(api.scanner("east"), scan).json();
    assertThat(answer.getString("result")).isEqualTo("VALID");
    assertThat(answer.getBoolean("repeat")).isFalse();
    assertThat(answer.getJsonObject("visit").getInteger("count")).isEqualTo(1);
    assertThat(introspect(code).json().getBoolean("active")).isTrue();
  }

  @Test
  @Clause("RFC 7662 4")
  void saysNothingOfAnyTokenOnAListItCannotProve() {
    String own = bank.substring("Bearer ".length());
    for (boolean loaded : new boolean[] {true, false}) {
      api.gate.listIsLoaded = loaded;
      api.gate.age = Duration.ofMillis(5001);
      for (String token : List.of(pass(), api.liveCode(card), own, "x")) {
        Reply reply = introspect(token);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("STATUS_UNPROVEN");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
      }
    }
    api.gate.listIsLoaded = true;
    api.gate.age = Duration.ofSeconds(5);
    assertThat(introspect(pass()).json().getBoolean("active")).isTrue();
  }

  @Test
  @Clause("RFC 7662 5")
  void tellsTheClassOnlyToWhoHasItsScope() {
    assertThat(introspect(pass()).json().containsKey("cls")).isFalse();
    bank = client("hr", null, Scope.INTROSPECT, Scope.INTROSPECT_CLASS);
    assertThat(introspect(pass()).json().getString("cls")).isEqualTo("B");
    bank = client("hr", null, Scope.INTROSPECT_CLASS);
    assertThat(introspect(pass()).status()).isEqualTo(403);
  }

  @Test
  @Clause("RFC 7662 5")
  void tellsNobodyNameNumberTierOrNonce() {
    String code = api.liveCode(card);
    bank = api.bearer(new Access("all", EnumSet.allOf(Scope.class), null, null, false, api.end()));
    for (String token : List.of(pass(), code)) {
      String text = introspect(token).text();
      assertThat(text).doesNotContain(card.number().digits(), "name", "tier", "保健", "nonce");
    }
  }

  @Test
  @Clause("RFC 7662 5")
  void namesAHolderDifferentlyToEachClientAndAlwaysAlike() {
    String first = introspect(pass()).json().getString("sub");
    assertThat(introspect(api.liveCode(card)).json().getString("sub")).isEqualTo(first);
    bank = client("other", null, Scope.INTROSPECT);
    assertThat(introspect(pass()).json().getString("sub")).isNotEqualTo(first);
  }

  @Test
  void countsWhatWasSaid() {
    assertThat(introspect(pass()).status()).isEqualTo(200);
    assertThat(introspect("x").status()).isEqualTo(200);
    api.gate.age = Duration.ofMinutes(1);
    assertThat(introspect("x").status()).isEqualTo(503);
    for (String result : Set.of("active", "inactive", "unproven")) {
      double count =
          Objects.requireNonNull(
                  api.meters.find("goldcard.introspections").tag("result", result).counter())
              .count();
      assertThat(count).as(result).isEqualTo(1);
    }
  }
}
