package org.goldcard.web.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldcard.card.CardRefusal;
import org.goldcard.verifying.ResultCode;
import org.goldcard.web.Answer;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Problems;
import org.goldcard.web.Refused;

/** The closed lists of codes as schemas with their words, and an example of each. */
final class Codes {
  private static final String REQUEST_ID = "r-1";

  private Codes() {}

  /** Adds the schemas {@code ResultCode} and {@code ProblemCode} and the examples. */
  static void addTo(JsonObject document) {
    JsonObject components = document.getJsonObject("components");
    components.getJsonObject("schemas").put("ResultCode", results()).put("ProblemCode", problems());
    JsonObject examples = new JsonObject();
    for (ResultCode code : ResultCode.values()) {
      if (isOnline(code)) {
        JsonObject value = Parts.read("examples/verification-" + code);
        String summary = code.zh() + Languages.SIDE_BY_SIDE + code.en();
        examples.put(resultName(code), example(summary, value));
      }
    }
    byCode()
        .forEach((code, value) -> examples.put(problemName(code), example(words(value), value)));
    components.put("examples", examples);
  }

  /** The verifications that may be answered, as references to their examples. */
  static JsonObject resultExamples() {
    JsonObject examples = new JsonObject();
    for (ResultCode code : ResultCode.values()) {
      if (isOnline(code)) {
        examples.put(code.name(), reference(resultName(code)));
      }
    }
    return examples;
  }

  /** A reference to the example of a problem. */
  static JsonObject problemExample(String code) {
    return reference(problemName(code));
  }

  /** Every problem as it is answered, by its code. */
  static Map<String, JsonObject> byCode() {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (ProblemCode code : ProblemCode.values()) {
      boolean placed = code.name().startsWith("FIELD_");
      Refused refused = placed ? Refused.at(code, "$.requestId") : Refused.of(code);
      all.put(code.name(), Problems.entry(refused, REQUEST_ID));
    }
    for (CardRefusal refusal : CardRefusal.values()) {
      Answer answer = Problems.of(refusal, REQUEST_ID);
      all.put(refusal.name(), new JsonObject(answer.body()));
    }
    return all;
  }

  /**
   * Only scanners without a connection judge so; the service answers it to what they send later.
   */
  private static boolean isOnline(ResultCode code) {
    return code != ResultCode.VALID_OFFLINE;
  }

  private static JsonObject results() {
    JsonObject guard = Parts.read("guard");
    JsonArray names = new JsonArray();
    JsonArray table = new JsonArray();
    for (ResultCode code : ResultCode.values()) {
      names.add(code.name());
      table.add(
          new JsonObject()
              .put("code", code.name())
              .put("colour", code.colour().name())
              .put("admits", code.admits())
              .put("zh", code.zh())
              .put("en", code.en())
              .put("guard", guard.getJsonObject(code.name())));
    }
    return schema(
            "结果码，封闭的清单，按次序第一个适用的即为结果；x-results给出颜色、措辞与现场做法",
            "The result: a closed list, in the order in which they are tried; x-results gives"
                + " colour, wording and what staff do",
            names)
        .put("x-results", table);
  }

  private static JsonObject problems() {
    JsonArray names = new JsonArray();
    JsonArray table = new JsonArray();
    byCode()
        .forEach(
            (code, problem) -> {
              names.add(code);
              table.add(
                  new JsonObject()
                      .put("code", code)
                      .put("status", problem.getInteger("status"))
                      .put("zh", problem.getString("zh"))
                      .put("en", problem.getString("en")));
            });
    return schema("错误码，含义不变", "The code of a problem; a code keeps its meaning", names)
        .put("x-open", true)
        .put("x-codes", table);
  }

  private static JsonObject schema(String zh, String en, JsonArray names) {
    return Languages.described(zh, en).put("type", "string").put("enum", names);
  }

  private static JsonObject example(String summary, JsonObject value) {
    return new JsonObject().put("summary", summary).put("value", value);
  }

  private static String words(JsonObject problem) {
    return problem.getString("zh") + Languages.SIDE_BY_SIDE + problem.getString("en");
  }

  private static JsonObject reference(String name) {
    return new JsonObject().put("$ref", "#/components/examples/" + name);
  }

  private static String resultName(ResultCode code) {
    return "result." + code;
  }

  private static String problemName(String code) {
    return "problem." + code;
  }
}
