package org.goldcard.web.openapi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.goldcard.web.ProblemCode;

/**
 * What operations have in common and their parts do not repeat: the request's name, and the
 * problems that come of being admitted, read and bounded. A part names only those of its own.
 */
final class Common {
  private static final List<ProblemCode> EVERYWHERE =
      List.of(
          ProblemCode.REQUEST_MALFORMED,
          ProblemCode.URI_TOO_LONG,
          ProblemCode.HEADERS_TOO_LARGE,
          ProblemCode.FIELD_UNKNOWN,
          ProblemCode.FIELD_DUPLICATE,
          ProblemCode.PLAIN_HTTP,
          ProblemCode.INTERNAL);
  private static final List<ProblemCode> BOUNDED =
      List.of(ProblemCode.RATE_LIMITED, ProblemCode.OVERLOADED, ProblemCode.TIMEOUT);
  private static final List<ProblemCode> BEARERS =
      List.of(
          ProblemCode.TOKEN_MISSING,
          ProblemCode.TOKEN_INVALID,
          ProblemCode.SCOPE_MISSING,
          ProblemCode.ADDRESS_DENIED,
          ProblemCode.NOT_IN_SANDBOX,
          ProblemCode.QUOTA_EXCEEDED);
  private static final List<ProblemCode> BODIES =
      List.of(
          ProblemCode.BODY_EMPTY,
          ProblemCode.BODY_NOT_UTF8,
          ProblemCode.BODY_MALFORMED,
          ProblemCode.BODY_TOO_DEEP,
          ProblemCode.BODY_TOO_LARGE,
          ProblemCode.BODY_TOO_SLOW,
          ProblemCode.MEDIA_TYPE,
          ProblemCode.EXPECTATION,
          ProblemCode.FIELD_MISSING,
          ProblemCode.FIELD_TYPE,
          ProblemCode.FIELD_VALUE);

  private static final List<String> RATES = List.of("RateLimit", "RateLimit-Policy");
  private static final List<String> RETIRING = List.of("Deprecation", "Sunset", "Link");
  private static final Map<Integer, List<String>> HEADERS =
      Map.of(
          401, List.of("WWW-Authenticate"),
          403, List.of("WWW-Authenticate"),
          429, List.of("Retry-After", "RateLimit", "RateLimit-Policy"),
          503, List.of("Retry-After"));

  private final Map<String, JsonObject> problems = Codes.byCode();
  private final Map<JsonObject, String> names = new HashMap<>();
  private final JsonObject shared = new JsonObject();

  /** Adds to the operations of a document with these components. */
  Common(JsonObject components) {
    components.put("responses", shared);
  }

  /** Adds it all to an operation of the API. */
  void addTo(JsonObject operation) {
    JsonArray parameters = operation.getJsonArray("parameters", new JsonArray());
    SortedMap<Integer, SortedSet<String>> codes = byStatus(operation, !parameters.isEmpty());
    operation.put("parameters", parameters.add(reference("parameters", "RequestIdHeader")));
    JsonObject responses = operation.getJsonObject("responses");
    if (!operation.getJsonArray("security").isEmpty()) {
      limited(responses);
    }
    if (marked(operation, "x-tagged")) {
      tag(responses);
    }
    for (String status : responses.fieldNames()) {
      named(responses.getJsonObject(status));
    }
    boolean oauth = "oauth".equals(operation.remove("x-errors"));
    codes.forEach((status, of) -> addProblem(responses, status, of, oauth));
    if (operation.getBoolean("deprecated", false)) {
      retiring(responses);
    }
    operation.put("responses", sorted(responses));
  }

  private static boolean marked(JsonObject operation, String name) {
    return Boolean.TRUE.equals(operation.remove(name));
  }

  /** Whoever is held to a rate of his own is told what is left of it. */
  private static void limited(JsonObject responses) {
    for (String status : responses.fieldNames()) {
      if (status.startsWith("2")) {
        JsonObject headers = headers(responses.getJsonObject(status));
        RATES.forEach(header -> headers.put(header, reference("headers", header)));
      }
    }
  }

  /** Problems are shared with operations that go on: there it is said of the answers alone. */
  private static void retiring(JsonObject responses) {
    for (String status : responses.fieldNames()) {
      JsonObject response = responses.getJsonObject(status);
      if (!response.containsKey("$ref")) {
        RETIRING.forEach(one -> headers(response).put(one, reference("headers", one)));
      }
    }
  }

  private static void tag(JsonObject responses) {
    JsonObject known = Languages.described("没有变化", "Nothing changed since the ETag you have");
    for (JsonObject answer : List.of(responses.getJsonObject("200"), known)) {
      headers(answer)
          .put("ETag", reference("headers", "ETag"))
          .put("Cache-Control", reference("headers", "Cache-Control"));
    }
    responses.put("304", known);
  }

  private SortedMap<Integer, SortedSet<String>> byStatus(JsonObject operation, boolean parameters) {
    SortedSet<String> codes = new TreeSet<>();
    add(codes, EVERYWHERE);
    add(codes, marked(operation, "x-vital") ? List.of() : BOUNDED);
    if (operation.containsKey("x-venue")) {
      add(codes, BEARERS);
      add(codes, venue(operation.getString("x-venue")));
    }
    boolean body = operation.containsKey("requestBody");
    add(codes, body ? BODIES : List.of(ProblemCode.BODY_UNEXPECTED));
    add(codes, parameters ? List.of(ProblemCode.FIELD_VALUE) : List.of());
    ((JsonArray) operation.remove("x-problems")).forEach(code -> codes.add((String) code));
    SortedMap<Integer, SortedSet<String>> all = new TreeMap<>();
    codes.forEach(code -> all.computeIfAbsent(status(code), s -> new TreeSet<>()).add(code));
    return all;
  }

  private static void add(SortedSet<String> codes, List<ProblemCode> more) {
    more.forEach(code -> codes.add(code.name()));
  }

  private int status(String code) {
    JsonObject problem = problems.get(code);
    if (problem == null) {
      throw new IllegalStateException("contract: no problem " + code);
    }
    return problem.getInteger("status");
  }

  private static List<ProblemCode> venue(String venue) {
    return switch (venue) {
      case "required" -> List.of(ProblemCode.VENUE_MISSING, ProblemCode.VENUE_NOT_YOURS);
      case "refused" -> List.of(ProblemCode.VENUE_BOUND);
      default -> List.of();
    };
  }

  /** What a part says of a status itself stands. */
  private void addProblem(
      JsonObject responses, int status, SortedSet<String> codes, boolean oauth) {
    String name = Integer.toString(status);
    if (!responses.containsKey(name)) {
      JsonObject response = oauth ? oauthError() : problem(codes);
      for (String header : HEADERS.getOrDefault(status, List.of())) {
        headers(response).put(header, reference("headers", header));
      }
      responses.put(name, once(status, named(response)));
    }
  }

  private static JsonObject problem(SortedSet<String> codes) {
    JsonObject examples = new JsonObject();
    codes.forEach(code -> examples.put(code, Codes.problemExample(code)));
    JsonObject media =
        new JsonObject().put("schema", reference("schemas", "Problem")).put("examples", examples);
    String list = String.join(", ", codes);
    return Languages.described("错误：" + list, "A problem: " + list)
        .put("content", new JsonObject().put("application/problem+json", media));
  }

  private static JsonObject oauthError() {
    JsonObject media = new JsonObject().put("schema", reference("schemas", "OAuthError"));
    return Languages.described("错误", "An error")
        .put("content", new JsonObject().put("application/json", media));
  }

  /** Operations that answer alike share one response: {@code Problem400A}, {@code Problem400B}. */
  private JsonObject once(int status, JsonObject response) {
    String name =
        names.computeIfAbsent(
            response, added -> "Problem" + status + (char) ('A' + ofStatus(status)));
    shared.put(name, response);
    return reference("responses", name);
  }

  private long ofStatus(int status) {
    return shared.fieldNames().stream().filter(name -> name.contains("" + status)).count();
  }

  @CanIgnoreReturnValue
  private static JsonObject named(JsonObject response) {
    headers(response).put("X-Request-Id", reference("headers", "X-Request-Id"));
    return response;
  }

  private static JsonObject headers(JsonObject response) {
    if (!response.containsKey("headers")) {
      response.put("headers", new JsonObject());
    }
    return response.getJsonObject("headers");
  }

  private static JsonObject sorted(JsonObject responses) {
    JsonObject sorted = new JsonObject();
    responses.fieldNames().stream()
        .sorted()
        .forEach(status -> sorted.put(status, responses.getValue(status)));
    return sorted;
  }

  private static JsonObject reference(String kind, String name) {
    return new JsonObject().put("$ref", "#/components/" + kind + "/" + name);
  }
}
