package org.goldcard.web.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The hand-written parts of the contract, a file for each topic below {@code openapi} on the class
 * path. Each is a piece of an OpenAPI document with its own paths and schemas. Read at the start.
 */
final class Parts {
  /** The frame first; tags, paths and components of the others are added to it. */
  private static final List<String> SERVED =
      List.of(
          "contract",
          "verify",
          "offline",
          "oauth",
          "cards",
          "codes",
          "partner",
          "published",
          "pages",
          "operation");

  private static final String DEMONSTRATION = "dev";

  private Parts() {}

  /** All parts as one document; those of the demonstration only where it runs. */
  static JsonObject merged(boolean demonstration) {
    JsonObject whole = new JsonObject();
    SERVED.forEach(name -> merge("", whole, read(name)));
    if (demonstration) {
      merge("", whole, read(DEMONSTRATION));
    }
    return whole;
  }

  /** One file. */
  static JsonObject read(String name) {
    String path = "/openapi/" + name + ".json";
    try (InputStream in = Parts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("contract: no part " + path);
      }
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds everything; what two parts both say is a mistake. */
  private static void merge(String place, JsonObject into, JsonObject part) {
    for (Map.Entry<String, Object> member : part) {
      String name = member.getKey();
      Object known = into.getValue(name);
      Object more = member.getValue();
      if (known == null) {
        into.put(name, more);
      } else if (known instanceof JsonObject old && more instanceof JsonObject fresh) {
        merge(place + "/" + name, old, fresh);
      } else if (known instanceof JsonArray old && more instanceof JsonArray fresh) {
        fresh.forEach(old::add);
      } else {
        throw new IllegalStateException("contract: said twice: " + place + "/" + name);
      }
    }
  }
}
