package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many verifications in one request: in order, and none harmed by another. */
class BatchTest {
  private static final String PATH = "/v1/verifications/batch";

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
    return new JsonObject().put("code", api.liveCode(card)).put("requestId", requestId);
  }

  private static String list(List<?> entries) {
    return new JsonObject().put("verifications", new JsonArray(entries)).encode();
  }

  private Reply batch(List<?> entries) {
    return api.post(PATH, east, list(entries));
  }

  private JsonArray answers(List<?> entries) {
    Reply reply = batch(entries);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("verifications");
  }

  private static void assertProblem(Object answer, String code, String field) {
    JsonObject problem = (JsonObject) answer;
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("field")).isEqualTo(field);
    assertThat(problem.getString("zh")).isNotBlank();
    assertThat(problem.containsKey("result")).isFalse();
  }

  @Test
  void answersAThousandEntriesInTheirOrder() {
    List<JsonObject> scans =
        IntStream.range(0, 1000)
            .mapToObj(i -> i % 10 == 3 ? scan("r-" + i).put("companions", 9) : scan("r-" + i))
            .toList();
    JsonArray answers = answers(scans);
    assertThat(answers).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      JsonObject answer = answers.getJsonObject(i);
      assertThat(answer.getString("verificationId")).isEqualTo("v-gate-east-r-" + i);
      assertThat(answer.getString("result"))
          .isEqualTo(i % 10 == 3 ? "TOO_MANY_COMPANIONS" : "VALID");
    }
    assertThat(answers.getJsonObject(2).getJsonObject("visit").getInteger("count")).isEqualTo(3);
  }

  @Test
  void answersAnEntryAsItWouldBeAnsweredAlone() {
    JsonObject scan = scan("r-1");
    JsonObject alone = api.verify(east, scan).json();
    JsonObject within = answers(List.of(scan)).getJsonObject(0);
    assertThat(within.put("repeat", false)).isEqualTo(alone);
  }

  @Test
  void putsAProblemInThePlaceOfABadEntryAndJudgesTheOthers() {
    JsonArray answers =
        answers(
            List.of(
                scan("r-0"),
                new JsonObject().put("requestId", "r-1"),
                scan("r-2").put("companions", "two"),
                scan("r-0"),
                scan("r-4").put("code", "x".repeat(2049)),
                scan("r-5").put("code", "x".repeat(20_000)),
                scan("r-6").put("surprise", 1),
                new JsonObject(),
                "text",
                List.of(1, 2),
                7,
                scan("r-11").putNull("item"),
                scan("r-12").put("ticket", new JsonObject().put("service", "G1")),
                scan("r-13")));
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo("VALID");
    assertProblem(answers.getValue(1), "FIELD_MISSING", "$.verifications[1].code");
    assertProblem(answers.getValue(2), "FIELD_TYPE", "$.verifications[2].companions");
    assertProblem(answers.getValue(3), "FIELD_DUPLICATE", "$.verifications[3].requestId");
    assertProblem(answers.getValue(4), "FIELD_VALUE", "$.verifications[4].code");
    assertProblem(answers.getValue(5), "FIELD_VALUE", "$.verifications[5].code");
    assertProblem(answers.getValue(6), "FIELD_UNKNOWN", "$.verifications[6].surprise");
    assertProblem(answers.getValue(7), "FIELD_MISSING", "$.verifications[7].code");
    assertProblem(answers.getValue(8), "FIELD_TYPE", "$.verifications[8]");
    assertProblem(answers.getValue(9), "FIELD_TYPE", "$.verifications[9]");
    assertProblem(answers.getValue(10), "FIELD_TYPE", "$.verifications[10]");
    assertProblem(answers.getValue(11), "FIELD_TYPE", "$.verifications[11].item");
    assertProblem(answers.getValue(12), "FIELD_MISSING", "$.verifications[12].ticket.scheduledAt");
    assertThat(answers.getJsonObject(13).getString("result")).isEqualTo("VALID");
  }

  @Test
  void keepsAMemberNamedTwiceAndNestingTooDeepToTheirEntries() {
    String deep = "{\"a\":".repeat(20) + "1" + "}".repeat(20);
    String twice = "{\"code\":\"a.b.c\",\"code\":\"a.b.c\",\"requestId\":\"r-0\"}";
    String body =
        "{\"verifications\":[" + twice + "," + deep + "," + scan("r-2").encode() + " , null]}";
    JsonArray answers = api.post(PATH, east, body).json().getJsonArray("verifications");
    assertProblem(answers.getValue(0), "FIELD_DUPLICATE", "$.verifications[0].code");
    assertProblem(answers.getValue(1), "BODY_TOO_DEEP", "$.verifications[1].a.a.a.a");
    assertThat(answers.getJsonObject(2).getString("result")).isEqualTo("VALID");
    assertProblem(answers.getValue(3), "FIELD_TYPE", "$.verifications[3]");
  }

  @Test
  void answersAReusedRequestIdInPlace() {
    api.verify(east, scan("r-1"));
    api.clock.move(Duration.ofSeconds(30));
    JsonArray answers = answers(List.of(scan("r-1"), scan("r-2")));
    assertProblem(answers.getValue(0), "REQUEST_ID_REUSED", "$.verifications[0].requestId");
    assertThat(answers.getJsonObject(1).getString("result")).isEqualTo("VALID");
  }

  @Test
  void refusesAListThatIsNone() {
    String field = "$.verifications";
    assertRefused("{}", "FIELD_MISSING", field);
    assertRefused("{\"verifications\":{}}", "FIELD_TYPE", field);
    assertRefused("{\"verifications\":null}", "FIELD_TYPE", field);
    assertRefused("{\"verifications\":[]}", "FIELD_VALUE", field);
    assertRefused("{\"verifications\":[{}],\"verifications\":[{}]}", "FIELD_DUPLICATE", field);
    assertRefused("{\"verifications\":[{}],\"more\":1}", "FIELD_UNKNOWN", "$.more");
    assertRefused(list(IntStream.range(0, 1001).boxed().toList()), "FIELD_VALUE", field);
    assertRefused("{\"verifications\":[{},{\"code\":}]}", "BODY_MALFORMED", field + "[1]");
    assertRefused("{\"verifications\":[{},{\"a\":\"\\x\"}]}", "BODY_MALFORMED", field + "[1]");
    assertRefused("{\"verifications\":[{}", "BODY_MALFORMED", field + "[0]");
    assertRefused(
        "{\"verifications\":" + "[".repeat(3000) + "]".repeat(3000) + "}",
        "BODY_TOO_DEEP",
        field + "[0]");
  }

  private void assertRefused(String body, String code, String field) {
    Reply reply = api.post(PATH, east, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.field()).isEqualTo(field);
  }

  @Test
  void takesAThousandOfTheLongestEntriesAndNoMoreBytes() {
    List<JsonObject> longest =
        IntStream.range(0, 1000)
            .mapToObj(i -> scan("r".repeat(60) + i).put("code", "x".repeat(2048)))
            .toList();
    assertThat(answers(longest).getJsonObject(999).getString("result")).isEqualTo("BAD_CODE");
    Reply reply = api.post(PATH, east, list(List.of(scan("r").put("code", "x".repeat(2_700_000)))));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("BODY_TOO_LARGE");
  }

  @Test
  void waitsOnceForTheNewestRevisionOfAllEntries() {
    JsonArray answers =
        answers(List.of(scan("r-0").put("minRev", 1000), scan("r-1").put("minRev", 2000)));
    assertThat(api.gate.asked).hasValue(1);
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo("LIST_STALE");
    assertThat(answers.getJsonObject(1).getString("result")).isEqualTo("LIST_STALE");
  }

  @Test
  void answersWhatTakesTooLongInItsPlace() {
    api.gate.tick = () -> api.nanos.addAndGet(100_000_000L);
    JsonArray answers = answers(IntStream.range(0, 200).mapToObj(i -> scan("r-" + i)).toList());
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo("VALID");
    assertThat(answers.getJsonObject(199).getString("code")).isEqualTo("TIMEOUT");
    assertThat(answers).hasSize(200);
  }

  @Test
  void letsASingleScanGoBeforeTheRestOfABatch() {
    api.close();
    api = new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()));
    card = api.card(TalentClass.B);
    east = api.scanner("east");
    AtomicInteger judged = new AtomicInteger();
    api.gate.tick = () -> slowly(judged);
    String body = list(IntStream.range(0, 1000).mapToObj(i -> scan("b-" + i)).toList());
    CompletableFuture<HttpResponse<String>> batch = sent(body);
    Awaitility.await().until(() -> judged.get() > 0);
    JsonObject single = scan("single");
    assertThat(api.verify(api.scanner("west"), single).status()).isEqualTo(200);
    assertThat(judged).hasValueLessThan(500);
    assertThat(batch.join().statusCode()).isEqualTo(200);
    assertThat(judged).hasValue(1001);
  }

  private CompletableFuture<HttpResponse<String>> sent(String body) {
    HttpRequest request =
        api.request(PATH)
            .header("Authorization", east)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return api.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void slowly(AtomicInteger judged) {
    judged.incrementAndGet();
    LockSupport.parkNanos(300_000);
  }

  @Test
  void asksForPatienceWhenTooManyBatchesAreUnderWay() {
    CompletableFuture<Void> open = new CompletableFuture<>();
    api.gate.held = open;
    List<CompletableFuture<HttpResponse<String>>> batches =
        IntStream.range(0, 8).mapToObj(i -> sent(list(List.of(scan("b-" + i))))).toList();
    Awaitility.await().until(() -> api.gate.waiting.get() == 8);
    Reply reply = batch(List.of(scan("r")));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("OVERLOADED");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    open.complete(null);
    batches.forEach(batch -> assertThat(batch.join().statusCode()).isEqualTo(200));
    assertThat(batch(List.of(scan("r"))).status()).isEqualTo(200);
  }
}
