package org.goldcard.web.openapi;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldcard.web.retirement.Retirement;

/**
 * Reads from the contract which operations will end: {@code deprecated}, with the moments {@code
 * x-deprecated-at} and {@code x-sunset}.
 */
final class Retirements {
  private static final String SINCE = "x-deprecated-at";
  private static final String END = "x-sunset";

  private Retirements() {}

  /** Refuses an operation that is deprecated without both moments, or has them without being. */
  static void check(JsonObject operation) {
    boolean deprecated = operation.getBoolean("deprecated", false);
    if (deprecated != operation.containsKey(SINCE) || deprecated != operation.containsKey(END)) {
      throw new IllegalStateException(
          "contract: deprecated, x-deprecated-at and x-sunset come together: "
              + operation.getString("operationId"));
    }
  }

  static List<Retirement> of(JsonObject document) {
    List<Retirement> all = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : Contract.METHODS) {
        JsonObject operation = item.getJsonObject(method);
        if (operation != null && operation.containsKey(END)) {
          all.add(retirement(method, path, operation));
        }
      }
    }
    return List.copyOf(all);
  }

  private static Retirement retirement(String method, String path, JsonObject operation) {
    return new Retirement(
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path,
        Instant.parse(operation.getString(SINCE)),
        Instant.parse(operation.getString(END)));
  }
}
