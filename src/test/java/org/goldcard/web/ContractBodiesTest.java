package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The routes' own readers and the contract's schemas judge alike: what one refuses the other
 * refuses, for bodies made from full good ones by changing them in one or two places.
 */
class ContractBodiesTest {
  private static final long SEED = 20180919;

  private static ApiUnderTest api;
  private static ContractSchemas contract;
  private static String card;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    contract = new ContractSchemas();
    card = api.card(TalentClass.C).number().digits();
    api.offline.catchUp();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonObject scan() {
    JsonObject ticket = new JsonObject().put("service", "G332");
    ticket.put("scheduledAt", "2026-11-23T18:00:00+08:00").put("delayed", true);
    return new JsonObject()
        .put("code", "a.b.c")
        .put("item", "A.B")
        .put("companions", 1)
        .put("documentTail", "0019")
        .put("ticket", ticket)
        .put("requestId", "r-1")
        .put("minRev", 1)
        .put("receipt", false);
  }

  private static JsonObject queued() {
    return new JsonObject()
        .put("code", "a.b.c")
        .put("scannedAt", "2026-11-23T01:58:00Z")
        .put("item", "A.B")
        .put("companions", 1)
        .put("requestId", "q-1")
        .put("decision", "ADMITTED")
        .put("checks", "OWN_ID");
  }

  static Stream<Arguments> bodies() {
    JsonObject document = new JsonObject().put("type", "PASSPORT").put("number", "E12345678");
    JsonObject beat = new JsonObject().put("sentAt", "2026-11-23T02:00:00Z").put("roundTrip", 40);
    beat.put("queue", 1).put("rev", 1).put("listAge", 1).put("battery", 50).put("appVersion", "1");
    JsonObject sync = new JsonObject().put("sentAt", "2026-11-23T02:00:00Z");
    JsonObject closure = new JsonObject().put("reason", "DEATH").put("evidence", "A-1");
    return Stream.of(
        Arguments.of("verify", scan()),
        Arguments.of(
            "verifyBatch", new JsonObject().put("verifications", new JsonArray().add(scan()))),
        Arguments.of("syncScans", sync.put("scans", new JsonArray().add(queued()))),
        Arguments.of("heartbeat", beat),
        Arguments.of("issueCard", new JsonObject().put("talentId", 999)),
        Arguments.of("issueCard", new JsonObject().put("document", document)),
        Arguments.of("suspendCard", new JsonObject().put("reasonCode", "PHONE_LOST")),
        Arguments.of("closeCard", closure),
        Arguments.of("reportLoss", new JsonObject()),
        Arguments.of("upgradeCard", new JsonObject()));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void judgesABodyAsItsSchemaDoes(String id, JsonObject good) {
    ContractSchemas.Operation operation = contract.operation(id);
    JsonObject schema =
        Objects.requireNonNull(contract.bodies(operation).get("application/json"))
            .getJsonObject("schema");
    boolean venue = "required".equals(operation.json().getString("x-venue"));
    String path = operation.path().replace("{number}", card);
    assertThat(contract.flaw(schema, good)).as("the good one").isNull();
    List<JsonObject> bodies = new BodyMaker(SEED).near(good);
    int refused = 0;
    for (JsonObject body : bodies) {
      String who = venue ? api.scanner("east") : api.office();
      Reply reply = api.post(path, who, body.encode());
      boolean reads = !isRefused(reply);
      refused += reads ? 0 : 1;
      assertThat(reads)
          .as("seed %s, %s %s answered %s", SEED, id, shortened(body), reply.text())
          .isEqualTo(contract.flaw(schema, body) == null);
    }
    assertThat(refused).isPositive();
  }

  private static String shortened(JsonObject body) {
    String text = body.encode();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** Refused as a whole, or in the place of an entry; what follows from good ones is no matter. */
  private static boolean isRefused(Reply reply) {
    if (reply.status() == 400) {
      return isFlaw(reply.json());
    }
    return reply.status() == 200
        && Stream.of("verifications", "scans")
            .flatMap(list -> reply.json().getJsonArray(list, new JsonArray()).stream())
            .anyMatch(entry -> isFlaw((JsonObject) entry));
  }

  private static boolean isFlaw(JsonObject problem) {
    String code = problem.getString("code", "");
    return code.startsWith("FIELD_") || code.startsWith("BODY_");
  }
}
