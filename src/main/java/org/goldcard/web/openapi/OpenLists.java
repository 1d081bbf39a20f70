package org.goldcard.web.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Lists that may grow ({@code x-open}) are no {@code enum} in the document, for clients made from
 * it would refuse a value that came later; the values known so far stand under {@code x-known}.
 */
final class OpenLists {
  static final String MARK = "x-open";
  static final String KNOWN = "x-known";

  private OpenLists() {}

  /** Opens all that are marked below a node. */
  static void open(Object node) {
    if (node instanceof JsonObject object) {
      if (Boolean.TRUE.equals(object.getValue(MARK)) && object.containsKey("enum")) {
        object.put(KNOWN, object.remove("enum"));
      }
      object.forEach(member -> open(member.getValue()));
    } else if (node instanceof JsonArray array) {
      array.forEach(OpenLists::open);
    }
  }
}
