package org.goldcard.web.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Parts say descriptions and summaries as {@code {"zh": …, "en": …}}; the document as one text,
 * which is all that OpenAPI knows: descriptions as two paragraphs, summaries side by side.
 */
final class Languages {
  /** What stands between the Chinese and the English paragraph of a description. */
  static final String PARAGRAPH = "\n\n";

  /** What stands between the Chinese and the English half of a summary. */
  static final String SIDE_BY_SIDE = " / ";

  private Languages() {}

  /** Joins everything below a node. */
  static void join(Object node) {
    if (node instanceof JsonObject object) {
      for (String name : List.copyOf(object.fieldNames())) {
        joinMember(object, name);
      }
    } else if (node instanceof JsonArray array) {
      array.forEach(Languages::join);
    }
  }

  private static void joinMember(JsonObject object, String name) {
    Object value = object.getValue(name);
    boolean description = name.equals("description");
    if ((description || name.equals("summary")) && isPair(value)) {
      object.put(name, joined((JsonObject) value, description ? PARAGRAPH : SIDE_BY_SIDE));
    } else if (!name.equals("value") && !name.equals("example")) {
      join(value);
    }
  }

  private static boolean isPair(Object value) {
    return value instanceof JsonObject pair
        && pair.size() == 2
        && pair.getValue("zh") instanceof String
        && pair.getValue("en") instanceof String;
  }

  /** Both languages as one text. */
  static String joined(JsonObject pair, String between) {
    return pair.getString("zh") + between + pair.getString("en");
  }

  /** An object with a description in both languages. */
  static JsonObject described(String zh, String en) {
    return new JsonObject().put("description", zh + PARAGRAPH + en);
  }
}
