package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens around a judgement: replay, revisions, typed numbers, missing names. */
class VerificationFlowTest {
  private ApiUnderTest api;
  private Card card;
  private String east;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    east = api.scanner("east");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject scan(String requestId) {
    return scan(requestId, api.liveCode(card));
  }

  private static JsonObject scan(String requestId, String code) {
    return new JsonObject().put("code", code).put("requestId", requestId);
  }

  private String result(JsonObject scan) {
    return api.verify(east, scan).json().getString("result");
  }

  @Test
  void repeatsAnAnswerUnderItsNameAndDoesNotCountIt() {
    JsonObject scan = scan("r-1");
    Reply first = api.verify(east, scan);
    Reply again = api.verify(east, scan);
    assertThat(again.json().getString("result")).isEqualTo("VALID");
    assertThat(again.json().getBoolean("repeat")).isTrue();
    assertThat(again.json().getString("verificationId"))
        .isEqualTo(first.json().getString("verificationId"));
    assertThat(again.json().getJsonObject("visit").getInteger("count")).isEqualTo(1);
  }

  @Test
  void judgesARepetitionAnew() {
    JsonObject scan = scan("r-1");
    assertThat(result(scan)).isEqualTo("VALID");
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    assertThat(result(scan)).isEqualTo("CARD_UNAVAILABLE");
  }

  @Test
  void refusesARequestIdThatCameWithAnotherCode() {
    assertThat(result(scan("r-1"))).isEqualTo("VALID");
    Reply conflict = api.verify(east, scan("r-1"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.code()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(conflict.field()).isEqualTo("$.requestId");
  }

  @Test
  void doesNotBurnACodeThatDoesNotAdmit() {
    JsonObject scan = scan("r-1").put("companions", 3);
    assertThat(result(scan)).isEqualTo("TOO_MANY_COMPANIONS");
    assertThat(
            api.verify(api.scanner("west"), scan.put("companions", 0)).json().getString("result"))
        .isEqualTo("VALID");
  }

  @Test
  void waitsForTheRevisionAskedFor() {
    api.gate.revArrives = true;
    assertThat(result(scan("r-1").put("minRev", 1000))).isEqualTo("VALID");
    assertThat(api.gate.asked).hasValue(1);
  }

  @Test
  void saysTheListIsStaleWhenTheRevisionDoesNotCome() {
    assertThat(result(scan("r-1").put("minRev", 1000))).isEqualTo("LIST_STALE");
  }

  @Test
  void doesNotWaitForARevisionItHas() {
    assertThat(result(scan("r-1").put("minRev", 2))).isEqualTo("VALID");
    assertThat(api.gate.asked).hasValue(0);
  }

  @Test
  void saysThereIsNoListRatherThanHowOldItIs() {
    api.gate.listIsLoaded = false;
    JsonObject answer = api.verify(east, scan("r-1")).json();
    assertThat(answer.getString("result")).isEqualTo("LIST_STALE");
    assertThat(answer.getJsonObject("status").encode())
        .isEqualTo("{\"source\":\"none\",\"rev\":0}");
  }

  @Test
  void admitsATypedCardNumberAndATypedDocument() {
    api.gate.card = card;
    api.gate.document = "37010219000101006X";
    assertThat(result(scan("r-1", card.number().inFours()))).isEqualTo("VALID");
    assertThat(result(scan("r-2", "370102 19000101 006x"))).isEqualTo("VALID");
    assertThat(result(scan("r-3", "３７０１０２１９０００１０１００６Ｘ"))).isEqualTo("VALID");
  }

  @Test
  void answersAnUnknownNumberLikeAStoppedCard() {
    assertThat(result(scan("r-1", "E12345678"))).isEqualTo("CARD_UNAVAILABLE");
  }

  @Test
  void looksNoNumberUpOnceTheClientHasTypedTooManyOrNobodyCounts() {
    api.gate.typedAtMost = api.gate.typed.get() + 1;
    JsonObject typed = scan("n-1", card.number().digits());
    assertThat(result(typed)).isNotEqualTo("LOOKUP_UNAVAILABLE");
    int asked = api.gate.asked.get();
    assertThat(result(scan("n-2", card.number().digits()))).isEqualTo("LOOKUP_UNAVAILABLE");
    api.gate.typedAtMost = Integer.MAX_VALUE;
    api.gate.countIsAway = true;
    assertThat(result(scan("n-3", card.number().digits()))).isEqualTo("LOOKUP_UNAVAILABLE");
    assertThat(api.gate.asked.get()).as("the record was not asked").isEqualTo(asked);
  }

  @Test
  void takesACardNumberMistypedByADigitForNoCode() {
    String digits = card.number().digits();
    char last = digits.charAt(15) == '0' ? '1' : '0';
    assertThat(result(scan("r-1", digits.substring(0, 15) + last))).isEqualTo("BAD_CODE");
    assertThat(api.gate.asked).hasValue(0);
  }

  @Test
  void looksNoNumberUpWhereNoneMayBeTyped() {
    api.gate.numberLookup = false;
    assertThat(result(scan("r-1", card.number().digits()))).isEqualTo("LIVE_CODE_REQUIRED");
    assertThat(api.gate.asked).hasValue(0);
  }

  @Test
  void asksForTheNameWhenTheRecordIsAway() {
    api.gate.recordIsAway = true;
    api.gate.memoryIsShared = false;
    JsonObject answer = api.verify(east, scan("r-1")).json();
    assertThat(answer.getString("result")).isEqualTo("VALID");
    assertThat(answer.getString("colour")).isEqualTo("AMBER");
    assertThat(answer.getString("replay")).isEqualTo("node");
    assertThat(answer.getJsonObject("holder").containsKey("name")).isFalse();
    assertThat(answer.getJsonArray("checks").getJsonObject(0).getString("code"))
        .isEqualTo("ASK_NAME");
  }

  @Test
  void opensTheGateForATailTheReaderRead() {
    JsonObject answer = api.verify(east, scan("r-1").put("documentTail", "567x")).json();
    assertThat(answer.getString("admit")).isEqualTo("YES");
  }

  @Test
  void coversNothingAtAVenueNobodyKnows() {
    api.gate.known = false;
    assertThat(result(scan("r-1"))).isEqualTo("VENUE_NOT_COVERED");
  }

  @Test
  void saysAPassIsOverWhenItsCardIs() {
    String pass = api.passes.sign(card).text();
    api.clock.move(Duration.ofDays(2000));
    east = api.scanner("east");
    assertThat(result(scan("r-1", pass))).isEqualTo("CARD_EXPIRED");
  }

  @Test
  void countsAnswersByTheirCode() {
    assertThat(result(scan("r-1"))).isEqualTo("VALID");
    assertThat(result(scan("r-2", "nonsense"))).isEqualTo("BAD_CODE");
    assertThat(count("VALID")).isEqualTo(1);
    assertThat(count("BAD_CODE")).isEqualTo(1);
  }

  private double count(String result) {
    return Objects.requireNonNull(api.meters.find("goldcard.scans").tag("result", result).counter())
        .count();
  }
}
