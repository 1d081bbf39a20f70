package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.goldcard.accounts.message.Destination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the talent's pages are answered, from the claim to the live code. */
class HolderRoutesTest {
  private static final String KNOWN =
      "{\"documentType\":\"RIC\",\"number\":\"371202190001040230\",\"name\":\"田𠮷\","
          + "\"notice\":\"2026-11\"}";
  private static final String UNKNOWN =
      "{\"documentType\":\"RIC\",\"number\":\"370102190001010019\",\"name\":\"顾澄明\","
          + "\"notice\":\"2026-11\"}";
  private static final String PASSCODE = "{\"passcode\":\"趵突泉水清 1982\"}";

  private ApiUnderTest api;
  private HolderTwins twins;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    twins = api.holders;
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Reply post(String path, String cookie, String body, String... headers) {
    HttpRequest.Builder request =
        api.request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return api.send(request);
  }

  private Reply get(String path, String cookie) {
    return api.send(api.request(path).header("Cookie", cookie));
  }

  private static String result(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getString("result");
  }

  private static String cookie(Reply reply) {
    return reply.header("Set-Cookie").split(";", 2)[0];
  }

  private String claimed() {
    String claim = cookie(post("/card/api/claims", "", KNOWN));
    String code = "{\"code\":\"" + twins.code() + "\"}";
    assertThat(result(post("/card/api/claims/code", claim, code))).isEqualTo("PROVEN");
    Reply enrolled = post("/card/api/claims/passcode", claim, PASSCODE);
    assertThat(result(enrolled)).isEqualTo("ENROLLED");
    return cookie(enrolled);
  }

  @Test
  void aTalentClaimsAndHasTheCardAtOnce() {
    String session = claimed();
    Reply card = get("/card/api/card", session);
    assertThat(result(card)).isEqualTo("CARD");
    assertThat(card.json().getString("name")).isEqualTo("田𠮷");
    assertThat(card.json().getString("validUntil")).isEqualTo("2031-11-23");
    assertThat(result(get("/card/api/codes", session))).isEqualTo("CODES");
    assertThat(twins.holders.consents()).containsExactly("2026-11");
  }

  @Test
  void unknownPeopleAreAnsweredTheSameByteForByte() {
    Reply known = post("/card/api/claims", "", KNOWN);
    Reply unknown = post("/card/api/claims", "", UNKNOWN);
    assertThat(unknown.text()).isEqualTo(known.text());
    assertThat(cookie(unknown)).hasSameSizeAs(cookie(known));
    String code = "{\"code\":\"000000\"}";
    List<String> answers = new java.util.ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String one = post("/card/api/claims/code", cookie(known), code).text();
      assertThat(post("/card/api/claims/code", cookie(unknown), code).text()).isEqualTo(one);
      answers.add(new JsonObject(one).getString("result"));
    }
    assertThat(answers).containsExactly("WRONG", "WRONG", "WRONG", "WRONG", "OVER", "OVER", "OVER");
    for (String again : List.of("{\"way\":\"EMAIL\"}", "{}", "{}")) {
      String one = post("/card/api/claims/again", cookie(known), again).text();
      assertThat(post("/card/api/claims/again", cookie(unknown), again).text()).isEqualTo(one);
    }
    String path = "/card/api/claims/passcode";
    assertThat(post(path, cookie(unknown), PASSCODE).text())
        .isEqualTo(post(path, cookie(known), PASSCODE).text())
        .contains("CLAIM_OVER");
  }

  @Test
  void everyFlawIsNamedAtOnceAndNothingTypedIsRepeated() {
    String body = "{\"documentType\":\"RIC\",\"number\":\"371202190001040231\",\"name\":\"田\"}";
    Reply reply = post("/card/api/claims", "", body);
    assertThat(result(reply)).isEqualTo("FLAWED");
    assertThat(
            reply.json().getJsonArray("flaws").stream()
                .map(f -> ((JsonObject) f).getString("field")))
        .containsExactly("number", "name", "notice");
    assertThat(reply.text()).doesNotContain("371202", "田").contains("check digit", "校验位");
    assertThat(result(post("/card/api/claims", "", "{}"))).isEqualTo("FLAWED");
    assertThat(result(post("/card/api/recoveries", "", "{}"))).isEqualTo("FLAWED");
    assertThat(result(post("/card/api/sessions", "", "{}"))).isEqualTo("FLAWED");
  }

  @Test
  void whoForgotThePasscodeComesBackByPhoneAndTail() {
    String old = claimed();
    api.clock.move(Duration.ofMinutes(2));
    String body = "{\"phone\":\"140 0000 0005\",\"tail\":\"0230\",\"notice\":\"2026-11\"}";
    String claim = cookie(post("/card/api/recoveries", "", body));
    String code = "{\"code\":\"" + twins.code() + "\"}";
    assertThat(result(post("/card/api/claims/code", claim, code))).isEqualTo("PROVEN");
    String session = cookie(post("/card/api/claims/passcode", claim, PASSCODE));
    assertThat(result(get("/card/api/card", session))).isEqualTo("CARD");
    assertThat(result(get("/card/api/card", old))).isEqualTo("SIGNED_OUT_HERE");
  }

  @Test
  void anotherDeviceSignsInByPasscodeAndTheFirstIsOut() {
    String first = claimed();
    String who = "{\"documentType\":\"RIC\",\"number\":\"371202190001040230\",\"passcode\":\"";
    assertThat(result(post("/card/api/sessions", "", who + "wrong\"}")))
        .isEqualTo("WRONG_PASSCODE");
    assertThat(result(post("/card/api/sessions", "", who.replace("0230", "0249") + "wrong\"}")))
        .isIn("FLAWED", "WRONG_PASSCODE");
    int ended = twins.codesEnded;
    Reply reply = post("/card/api/sessions", "", who + "趵突泉水清 1982\"}");
    assertThat(result(reply)).isEqualTo("SIGNED_IN");
    assertThat(twins.codesEnded).isEqualTo(ended + 1);
    assertThat(result(get("/card/api/card", first))).isEqualTo("SIGNED_OUT_HERE");
    assertThat(result(get("/card/api/card", cookie(reply)))).isEqualTo("CARD");
    assertThat(result(post("/card/api/sessions/end", cookie(reply), "{}"))).isEqualTo("GOODBYE");
    assertThat(result(get("/card/api/card", cookie(reply)))).isEqualTo("SIGNED_OUT_HERE");
  }

  @Test
  void passcodesAreTriedFiveTimesInHalfAnHourWhoeverItIs() {
    String who = "{\"documentType\":\"RIC\",\"number\":\"370102190001010019\",\"passcode\":\"x\"}";
    List<String> results =
        IntStream.range(0, 7).mapToObj(i -> result(post("/card/api/sessions", "", who))).toList();
    assertThat(results).filteredOn("WRONG_PASSCODE"::equals).hasSize(5);
    assertThat(results.subList(5, 7)).containsOnly("WAIT");
  }

  @Test
  void theCookieIsOfThisHostAloneAndHiddenFromScripts() {
    Reply reply = post("/card/api/claims", "", KNOWN);
    assertThat(reply.header("Set-Cookie"))
        .startsWith("__Host-goldcard-claim=")
        .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=1800");
  }

  @Test
  void otherSitesChangeNothing() {
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertThat(post("/card/api/claims", "", KNOWN, "Sec-Fetch-Site", site).code())
          .isEqualTo("ORIGIN_DENIED");
    }
    assertThat(post("/card/api/claims", "", KNOWN, "Origin", "https://elsewhere.example").code())
        .isEqualTo("ORIGIN_DENIED");
    assertThat(post("/card/api/claims", "", KNOWN, "Origin", "null").code())
        .isEqualTo("ORIGIN_DENIED");
    assertThat(result(post("/card/api/claims", "", KNOWN, "Sec-Fetch-Site", "same-origin")))
        .isEqualTo("SENT");
  }

  @Test
  void theCodeGoesByEmailWhereItIsWished() {
    String claim = cookie(post("/card/api/claims", "", KNOWN));
    String first = twins.code();
    api.clock.move(Duration.ofMinutes(1));
    assertThat(result(post("/card/api/claims/again", claim, "{\"way\":\"EMAIL\"}")))
        .isEqualTo("SENT");
    String second = twins.code();
    assertThat(twins.sentTo.stream().map(Destination::kind))
        .containsExactly(Destination.Kind.PHONE, Destination.Kind.EMAIL);
    assertThat(second).isNotEqualTo(first);
    String old = "{\"code\":\"" + first + "\"}";
    assertThat(result(post("/card/api/claims/code", claim, old))).isEqualTo("WRONG");
  }
}
