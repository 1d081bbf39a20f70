package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three answers that integrators get wrong most often, as tables, over HTTP. */
class OftenWrongTest {
  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject scan(String requestId, String code) {
    return new JsonObject().put("code", code).put("requestId", requestId);
  }

  /** The holder's documents on record end in 0019 and 567X. */
  @ParameterizedTest
  @CsvSource({
    ", true, AFTER_CHECK, OWN_ID",
    "0019, true, YES, OWN_ID",
    "567x, true, YES, OWN_ID",
    "567X, true, YES, OWN_ID",
    "0018, true, AFTER_CHECK, DOCUMENT_TAIL_DIFFERS",
    ", false, AFTER_CHECK, ASK_NAME",
    "0019, false, AFTER_CHECK, ASK_NAME",
  })
  void opensOfItselfOnlyOnATailOfTheHoldersDocuments(
      @Nullable String tail, boolean memory, String admit, String firstCheck) {
    api.gate.memoryIsShared = memory;
    api.gate.recordIsAway = !memory;
    JsonObject body = scan("r", api.liveCode(card));
    JsonObject answer =
        api.verify(api.scanner("east"), tail == null ? body : body.put("documentTail", tail))
            .json();
    assertThat(answer.getString("result")).isEqualTo("VALID");
    assertThat(answer.getString("admit")).isEqualTo(admit);
    assertThat(answer.getJsonArray("checks").getJsonObject(0).getString("code"))
        .isEqualTo(firstCheck);
    assertThat(answer.getString("colour")).isEqualTo(memory ? "GREEN" : "AMBER");
  }

  @ParameterizedTest
  @CsvSource({
    // request, code, checkpoint, status, result with whether it repeats and keeps its name
    "same, same, east, 200, VALID true true",
    "same, other, east, 409,",
    "other, same, east, 200, VALID true false",
    "other, other, east, 200, VALID false false",
    "same, same, west, 200, CODE_USED false false",
    "same, other, west, 200, VALID false false",
  })
  void aRequestIdBelongsToItsClientAndItsCode(
      String request, String code, String checkpoint, int status, @Nullable String answered) {
    String first = api.liveCode(card);
    JsonObject before = api.verify(api.scanner("east"), scan("r-1", first)).json();
    String shown = code.equals("same") ? first : api.liveCode(card);
    String id = request.equals("same") ? "r-1" : "r-2";
    Reply reply = api.verify(api.scanner(checkpoint), scan(id, shown));
    assertThat(reply.status()).isEqualTo(status);
    if (answered == null) {
      assertThat(reply.code()).isEqualTo("REQUEST_ID_REUSED");
      assertThat(reply.field()).isEqualTo("$.requestId");
      return;
    }
    JsonObject answer = reply.json();
    boolean same = answer.getString("verificationId").equals(before.getString("verificationId"));
    String found = answer.getString("result") + ' ' + answer.getBoolean("repeat") + ' ' + same;
    assertThat(found).isEqualTo(answered);
  }

  @ParameterizedTest
  @CsvSource({
    // ahead of the list, arrives in time, result, admit
    "0, false, VALID, AFTER_CHECK",
    "1, false, LIST_STALE, NO",
    "1, true, VALID, AFTER_CHECK",
    "1000000, false, LIST_STALE, NO",
  })
  void neverAnswersOnAListOlderThanTheRevisionAskedFor(
      long ahead, boolean arrives, String result, String admit) {
    long rev = api.gate.list().orElseThrow().rev();
    api.gate.revArrives = arrives;
    JsonObject body = scan("r", api.liveCode(card)).put("minRev", rev + ahead);
    JsonObject answer = api.verify(api.scanner("east"), body).json();
    assertThat(answer.getString("result")).isEqualTo(result);
    assertThat(answer.getString("admit")).isEqualTo(admit);
    boolean reached = answer.getJsonObject("status").getLong("rev") >= rev + ahead;
    assertThat(reached).isEqualTo(result.equals("VALID"));
  }
}
