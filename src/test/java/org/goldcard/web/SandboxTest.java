package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.sandbox.TestCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A client of the sandbox, over HTTP: it meets every result, and nothing real. */
class SandboxTest {
  private ApiUnderTest api;
  private String test;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    api.terms.put("test", Terms.NONE.inSandbox(true));
    Set<Scope> scopes = EnumSet.of(Scope.VERIFY, Scope.INTROSPECT, Scope.SANDBOX);
    test = api.bearer(new Access("test", scopes, Gate.VENUE, "east", true, api.end()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static TestCard card(ResultCode yields) {
    return TestCard.all().stream().filter(c -> c.yields() == yields).findFirst().orElseThrow();
  }

  private Reply codes(TestCard card, @Nullable String offset) {
    var request =
        api.request("/v1/sandbox/cards/" + card.number().digits() + "/codes")
            .header("Authorization", test);
    return api.send(offset == null ? request : request.header("Sandbox-Clock-Offset", offset));
  }

  private Reply verify(String bearer, String code, String offset) {
    JsonObject body =
        new JsonObject().put("code", code).put("requestId", "r-" + api.names.incrementAndGet());
    return api.send(
        api.request("/v1/verifications")
            .header("Authorization", bearer)
            .header("Sandbox-Clock-Offset", offset)
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  @ParameterizedTest
  @EnumSource(ResultCode.class)
  void everyResultHasACardThatYieldsIt(ResultCode result) {
    JsonObject shown = codes(card(result), null).json();
    assertThat(shown.getString("yields")).isEqualTo(result.name());
    for (String form : new String[] {"liveCode", "pass"}) {
      Reply reply = verify(test, shown.getString(form), "0");
      assertThat(reply.json().getString("result")).isEqualTo(result.name());
    }
  }

  @Test
  void listsOneCardForEachResultUnderItsOwnNumber() {
    var cards = api.get("/v1/sandbox/cards", test).json().getJsonArray("cards");
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < cards.size(); i++) {
      numbers.add(cards.getJsonObject(i).getString("number"));
    }
    assertThat(numbers).hasSize(ResultCode.values().length);
    assertThat(card(ResultCode.FREE_FOR_ALL).number().digits()).startsWith("900000000000001");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, VALID",
    "0, 59, VALID",
    "0, 61, CODE_EXPIRED",
    "60, 0, CLOCK_SKEW",
    "-120, 0, CODE_EXPIRED",
  })
  void theClockOfOneRequestCanBeMoved(String ofPhone, String ofGate, String result) {
    String code = codes(card(ResultCode.VALID), ofPhone).json().getString("liveCode");
    Reply reply = verify(test, code, ofGate);
    assertThat(reply.header("Goldcard-Sandbox")).isEqualTo("true");
    JsonObject answer = reply.json();
    assertThat(answer.getString("result")).isEqualTo(result);
    assertThat(answer.containsKey("skew")).isEqualTo(result.equals("CLOCK_SKEW"));
  }

  @Test
  void refusesAClockThatIsNone() {
    assertThat(codes(card(ResultCode.VALID), "soon").field())
        .isEqualTo("header.Sandbox-Clock-Offset");
    assertThat(codes(card(ResultCode.VALID), "99999999").status()).isEqualTo(400);
  }

  @Test
  void aCodeOfOneSideIsNoCodeOnTheOther() {
    String testCode = codes(card(ResultCode.VALID), null).json().getString("liveCode");
    String testPass = codes(card(ResultCode.VALID), null).json().getString("pass");
    Card real = api.card(TalentClass.A);
    for (String code : new String[] {testCode, testPass}) {
      assertThat(verify(api.scanner("east"), code, "0").json().getString("result"))
          .isEqualTo("BAD_CODE");
    }
    for (String code : new String[] {api.liveCode(real), api.passes.sign(real).text()}) {
      assertThat(verify(test, code, "0").json().getString("result")).isEqualTo("BAD_CODE");
    }
    assertThat(verify(test, real.number().digits(), "0").json().getString("result"))
        .isEqualTo("CARD_UNAVAILABLE");
    String typed = card(ResultCode.VALID).number().digits();
    assertThat(verify(test, typed, "0").json().getString("result")).isEqualTo("VALID");
    assertThat(verify(api.scanner("east"), typed, "0").json().getString("result"))
        .isEqualTo("CARD_UNAVAILABLE");
  }

  @Test
  void leavesNothingBehindInTheRecords() {
    int before = api.gate.waiting.get();
    String code = codes(card(ResultCode.VALID), null).json().getString("liveCode");
    assertThat(verify(test, code, "0").json().getString("result")).isEqualTo("VALID");
    assertThat(api.gate.waiting.get()).isEqualTo(before);
    assertThat(api.gate.spool.oldest().result()).isEmpty();
    assertThat(api.meters.get("goldcard.scans").tag("result", "VALID").counter().count()).isZero();
  }

  @Test
  void theClockOfAGateThatIsRealCannotBeMoved() {
    Card real = api.card(TalentClass.A);
    assertThat(verify(api.scanner("east"), api.liveCode(real), "3600").json().getString("result"))
        .isEqualTo("VALID");
  }
}
