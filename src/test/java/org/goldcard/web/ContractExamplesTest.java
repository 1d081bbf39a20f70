package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.goldcard.web.ContractSchemas.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the contract shows as an example is what the service takes, refuses and answers. */
class ContractExamplesTest {
  private static final String JSON = "application/json";

  private static ApiUnderTest api;
  private static ContractSchemas contract;
  private static String card;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    contract = new ContractSchemas();
    card = api.card(org.goldcard.card.TalentClass.C).number().digits();
    api.offline.catchUp();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> examples(JsonObject media) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (media.containsKey("example")) {
      all.put("example", media.getValue("example"));
    }
    JsonObject named = media.getJsonObject("examples", new JsonObject());
    for (String name : named.fieldNames()) {
      all.put(name, contract.resolve(named.getJsonObject(name)).getValue("value"));
    }
    return all;
  }

  private static Reply send(Operation operation, String type, JsonObject body) {
    boolean venue = "required".equals(operation.json().getString("x-venue"));
    String text = type.equals(JSON) ? body.encode() : form(body);
    return api.send(
        api.request(operation.path().replace("{number}", card))
            .header("Authorization", venue ? api.scanner("east") : api.office())
            .header("Idempotency-Key", "k" + api.names.incrementAndGet())
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(text)));
  }

  private static String form(JsonObject body) {
    return body.stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode("" + e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Whether the request was understood; what became of it is another matter. */
  private static boolean isRead(Reply reply) {
    String code = reply.status() == 400 ? reply.code() : "";
    return !code.startsWith("FIELD_") && !code.startsWith("BODY_") && reply.status() < 500;
  }

  @Test
  void takesEveryRequestThatItShows() {
    int shown = 0;
    for (Operation operation : contract.operations()) {
      for (Map.Entry<String, JsonObject> body : contract.bodies(operation).entrySet()) {
        Map<String, Object> examples = examples(body.getValue());
        assertThat(examples).as(operation.name()).isNotEmpty();
        for (Map.Entry<String, Object> example : examples.entrySet()) {
          String place = operation.name() + " " + example.getKey();
          JsonObject value = (JsonObject) example.getValue();
          JsonObject schema = body.getValue().getJsonObject("schema");
          assertThat(contract.flawOrSurprise(schema, value)).as(place).isNull();
          Reply reply = send(operation, body.getKey(), value);
          assertThat(isRead(reply)).as(place + " " + reply.text()).isTrue();
          shown++;
        }
      }
    }
    assertThat(shown).isGreaterThan(15);
  }

  @Test
  void refusesEveryRequestThatItShowsAsRefused() {
    int shown = 0;
    for (Operation operation : contract.operations()) {
      for (Map.Entry<String, JsonObject> body : contract.bodies(operation).entrySet()) {
        JsonObject refused = body.getValue().getJsonObject("x-refused", new JsonObject());
        for (String name : refused.fieldNames()) {
          String place = operation.name() + " " + name;
          JsonObject one = refused.getJsonObject(name);
          JsonObject schema = body.getValue().getJsonObject("schema");
          assertThat(contract.flaw(schema, one.getJsonObject("value"))).as(place).isNotNull();
          Reply reply = send(operation, body.getKey(), one.getJsonObject("value"));
          assertThat(reply.code()).as(place).isEqualTo(one.getString("code"));
          assertThat(reply.field()).as(place).isEqualTo(one.getString("field"));
          shown++;
        }
      }
    }
    assertThat(shown).isGreaterThan(12);
  }

  @Test
  void showsAnswersThatFitTheirSchemas() {
    int shown = 0;
    for (Operation operation : contract.operations()) {
      for (String status : operation.json().getJsonObject("responses").fieldNames()) {
        Map<String, JsonObject> answers =
            contract.answers(operation, Integer.parseInt(status)).orElseThrow();
        for (JsonObject media : answers.values()) {
          for (Map.Entry<String, Object> example : examples(media).entrySet()) {
            String place = operation.name() + " " + status + " " + example.getKey();
            JsonObject schema = media.getJsonObject("schema");
            assertThat(contract.flawOrSurprise(schema, example.getValue())).as(place).isNull();
            shown++;
          }
        }
      }
    }
    assertThat(shown).isGreaterThan(200);
  }
}
