package org.goldcard.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Makes bodies from a good one: at each place every value of a list that tries types, bounds,
 * lengths and patterns, a member left out, one too many. Which of them are good is for others to
 * say.
 */
final class BodyMaker {
  private static final String LONG = "x".repeat(2048);

  private static final List<Object> VALUES =
      List.of(
          "",
          "a",
          "A",
          "A1",
          "AB.CD",
          "A.B.C",
          "0019",
          "00199",
          "a b",
          "é",
          "金卡",
          "x-_.:y",
          "a/b",
          "G332",
          "G".repeat(10),
          "G".repeat(11),
          "A".repeat(40),
          "A".repeat(41),
          "r".repeat(64),
          "r".repeat(65),
          LONG,
          LONG + "x",
          "𠮷".repeat(1500),
          "OWN_ID",
          "OWN_ID,TICKET",
          "OWN_ID,,X",
          "2026-11-23T02:00:00Z",
          "2026-11-23T10:00:00.123456789+08:00",
          "2026-11-23T02:00Z",
          "2026-11-23T25:00:00Z",
          "2026-11-23 02:00:00Z",
          "2026-11-23T02:00:00",
          "2026-13-23T02:00:00Z",
          "2026-11-23T02:00:00+19:00",
          "2026-11-23t02:00:00z",
          "PASSPORT",
          "DEATH",
          "PHONE_LOST",
          "ADMITTED",
          "passport",
          "12345678901",
          "（2026）第3号",
          "true",
          "1",
          -1,
          0,
          1,
          19,
          50,
          99,
          100,
          101,
          60_000,
          60_001,
          1_000_000,
          1_000_001,
          2_147_483_647L,
          2_147_483_648L,
          9_007_199_254_740_991L,
          9_007_199_254_740_992L,
          1.5,
          true,
          false,
          new JsonObject(),
          new JsonArray(),
          new JsonObject().put("a", 1));

  private final Random random;

  BodyMaker(long seed) {
    this.random = new Random(seed);
  }

  /** All that differ from it in one place, and some that differ in two. */
  List<JsonObject> near(JsonObject good) {
    List<UnaryOperator<JsonObject>> changes = changes(good, body -> body);
    List<JsonObject> all = new ArrayList<>();
    changes.forEach(change -> all.add(changed(good, change)));
    for (int i = 0; i < changes.size() / 4; i++) {
      JsonObject once = changed(good, changes.get(random.nextInt(changes.size())));
      try {
        all.add(changed(once, changes.get(random.nextInt(changes.size()))));
      } catch (ClassCastException | NullPointerException e) {
        all.add(once);
      }
    }
    return all;
  }

  private static JsonObject changed(JsonObject good, UnaryOperator<JsonObject> change) {
    return change.apply(good.copy());
  }

  private List<UnaryOperator<JsonObject>> changes(
      JsonObject good, UnaryOperator<JsonObject> place) {
    List<UnaryOperator<JsonObject>> all = new ArrayList<>();
    Map<String, Object> members = new LinkedHashMap<>(good.getMap());
    for (Map.Entry<String, Object> member : members.entrySet()) {
      String name = member.getKey();
      all.add(at(place, body -> body.remove(name)));
      VALUES.forEach(value -> all.add(at(place, body -> body.put(name, value))));
      all.add(at(place, body -> body.putNull(name)));
      Object value = good.getValue(name);
      if (value instanceof JsonObject inner) {
        all.addAll(changes(inner, body -> place.apply(body).getJsonObject(name)));
      } else if (value instanceof JsonArray list && list.getValue(0) instanceof JsonObject inner) {
        all.addAll(changes(inner, body -> place.apply(body).getJsonArray(name).getJsonObject(0)));
      }
    }
    all.add(at(place, body -> body.put("surprise", 1)));
    return all;
  }

  private static UnaryOperator<JsonObject> at(
      UnaryOperator<JsonObject> place, java.util.function.Consumer<JsonObject> change) {
    return body -> {
      change.accept(place.apply(body));
      return body;
    };
  }
}
