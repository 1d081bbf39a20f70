package org.goldcard.web.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.goldcard.web.retirement.Retirement;

/**
 * The contract of the HTTP API as one OpenAPI 3.1 document: what stands in the parts below {@code
 * openapi}, the closed lists of codes as the program has them, and what all operations have in
 * common. Tests hold it equal to the routes; clients may rely on every word of it.
 */
public final class Contract {
  static final List<String> METHODS = List.of("get", "post");
  private static final List<String> TOKEN_FLOW =
      List.of("components", "securitySchemes", "oauth2", "flows", "clientCredentials");

  private final JsonObject document;

  private Contract(JsonObject document) {
    this.document = document;
  }

  /**
   * Puts the contract together.
   *
   * @param issuer the service's public address, at which tokens are to be had
   * @param demonstration whether the routes of the demonstration are in it
   */
  public static Contract read(String issuer, boolean demonstration) {
    return of(Parts.merged(demonstration), issuer);
  }

  /** Puts a contract together from the hand-written parts of it, merged. */
  static Contract of(JsonObject document, String issuer) {
    place(document, issuer);
    Languages.join(document);
    Codes.addTo(document);
    OpenLists.open(document);
    Common common = new Common(document.getJsonObject("components"));
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      METHODS.stream()
          .filter(item::containsKey)
          .map(item::getJsonObject)
          .forEach(operation -> complete(operation, common));
    }
    dropUnused(document);
    return new Contract(document);
  }

  /** Takes out what no operation shows just now: of what every path answers, or of none. */
  private static void dropUnused(JsonObject document) {
    JsonObject components = document.getJsonObject("components");
    String used =
        document.getJsonObject("paths").encode() + components.getJsonObject("responses").encode();
    for (String kind : List.of("examples", "headers")) {
      String place = "\"#/components/" + kind + '/';
      Map<String, Object> all = components.getJsonObject(kind).getMap();
      all.keySet().removeIf(name -> !used.contains(place + name + '"'));
    }
  }

  /** Where the service is: its address, and that of its token endpoint, which is absolute too. */
  private static void place(JsonObject document, String issuer) {
    document.getJsonArray("servers").getJsonObject(0).put("url", issuer);
    JsonObject flow = document;
    for (String step : TOKEN_FLOW) {
      flow = flow.getJsonObject(step);
    }
    flow.put("tokenUrl", issuer + flow.getString("tokenUrl"));
  }

  private static void complete(JsonObject operation, Common common) {
    answers(operation);
    Retirements.check(operation);
    if (!operation.containsKey("security")) {
      operation.put("security", new JsonArray());
    }
    if (operation.containsKey("x-problems")) {
      common.addTo(operation);
    }
  }

  /** A verification is shown with an example of every result. */
  private static void answers(JsonObject operation) {
    JsonObject answer = operation.getJsonObject("responses").getJsonObject("200");
    for (Map.Entry<String, Object> content : answer.getJsonObject("content", new JsonObject())) {
      JsonObject media = (JsonObject) content.getValue();
      if ("results".equals(media.remove("x-examples"))) {
        media.put("examples", Codes.resultExamples());
      }
    }
  }

  /** The operations that will end, as their parts say. */
  public List<Retirement> retirements() {
    return Retirements.of(document);
  }

  /** A copy of the document. */
  public JsonObject document() {
    return document.copy();
  }

  /** The document as it is served, laid out for people to read. */
  public String text() {
    return document.encodePrettily() + "\n";
  }
}
