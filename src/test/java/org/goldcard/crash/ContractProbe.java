package org.goldcard.crash;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.goldcard.web.openapi.Contract;

/** Which operations of the contract a running node has: all but those it answers as unknown. */
final class ContractProbe {
  private static final JsonObject PATHS =
      Contract.read("https://card.example", false).document().getJsonObject("paths");

  private ContractProbe() {}

  /** Those that a role has by the contract: {@code all} or {@code verify}. */
  static Set<String> promised(String role) {
    Set<String> names = new TreeSet<>();
    for (String path : PATHS.fieldNames()) {
      for (String method : PATHS.getJsonObject(path).fieldNames()) {
        JsonArray roles = PATHS.getJsonObject(path).getJsonObject(method).getJsonArray("x-roles");
        if (roles == null || roles.contains(role)) {
          names.add(method + " " + path);
        }
      }
    }
    return names;
  }

  /** Those of them that a node has. */
  static Set<String> served(ServedNodes nodes, int node) throws Exception {
    Set<String> names = new TreeSet<>();
    for (String path : PATHS.fieldNames()) {
      String place =
          path.replace("{number}", "9000000000000001")
              .replace("{name}", "page.css")
              .replace("{n}", "0");
      for (String method : PATHS.getJsonObject(path).fieldNames()) {
        String body = method.equals("post") ? "{}" : null;
        int status = nodes.send(node, place, "", body).statusCode();
        if (status != 404 && status != 405) {
          names.add(method + " " + path);
        }
      }
    }
    return names;
  }
}
