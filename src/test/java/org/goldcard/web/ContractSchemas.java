package org.goldcard.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.web.openapi.Contract;
import org.jspecify.annotations.Nullable;

/** The contract as another library reads it: its operations, and its schemas held against JSON. */
final class ContractSchemas {
  static final String ISSUER = "https://goldcard.example";

  private final JsonObject document;
  private final JsonObject strict;
  private final Map<String, Validator> validators = new HashMap<>();

  ContractSchemas() {
    this(Contract.read(ISSUER, false).document());
  }

  ContractSchemas(JsonObject document) {
    this.document = document;
    this.strict = document.copy().getJsonObject("components");
    close(strict.getJsonObject("schemas"));
  }

  JsonObject document() {
    return document;
  }

  /** One operation of the contract. */
  record Operation(String method, String path, JsonObject json) {
    String id() {
      return json.getString("operationId");
    }

    /** As the router of the service writes it. */
    String name() {
      return method.toUpperCase(java.util.Locale.ROOT)
          + " "
          + path.replaceAll("\\{([A-Za-z]+)}", ":$1");
    }
  }

  List<Operation> operations() {
    JsonObject paths = document.getJsonObject("paths");
    return paths.fieldNames().stream()
        .flatMap(
            path ->
                paths.getJsonObject(path).fieldNames().stream()
                    .map(
                        method ->
                            new Operation(
                                method, path, paths.getJsonObject(path).getJsonObject(method))))
        .toList();
  }

  Operation operation(String id) {
    return operations().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
  }

  /** Follows references to where something stands. */
  JsonObject resolve(JsonObject node) {
    String reference = node.getString("$ref");
    if (reference == null) {
      return node;
    }
    JsonObject found = document;
    for (String step : reference.substring(2).split("/", -1)) {
      found = found.getJsonObject(step);
    }
    return resolve(found);
  }

  /** The body an operation takes, by media type; nothing where it takes none. */
  Map<String, JsonObject> bodies(Operation operation) {
    JsonObject body = operation.json().getJsonObject("requestBody");
    return body == null ? Map.of() : content(resolve(body));
  }

  /** What an operation may answer with a status, by media type; empty for an unknown status. */
  Optional<Map<String, JsonObject>> answers(Operation operation, int status) {
    JsonObject responses = operation.json().getJsonObject("responses");
    return Optional.ofNullable(responses.getJsonObject(Integer.toString(status)))
        .map(response -> content(resolve(response)));
  }

  private static Map<String, JsonObject> content(JsonObject holder) {
    Map<String, JsonObject> all = new HashMap<>();
    holder
        .getJsonObject("content", new JsonObject())
        .forEach(entry -> all.put(entry.getKey(), (JsonObject) entry.getValue()));
    return all;
  }

  /** Why a value does not fit a schema of the contract; null when it fits. */
  @Nullable String flaw(JsonObject schema, Object value) {
    Validator validator = validators.computeIfAbsent(schema.encode(), text -> validator(schema));
    OutputUnit unit = validator.validate(value);
    return Boolean.TRUE.equals(unit.getValid()) ? null : String.valueOf(unit.toJson());
  }

  /** The same, where no member may stand that the contract does not name. */
  @Nullable String flawOrSurprise(JsonObject schema, Object value) {
    return flaw(closed(schema), value);
  }

  private Validator validator(JsonObject schema) {
    boolean isStrict = schema.containsKey("x-strict");
    JsonObject whole =
        new JsonObject()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("components", isStrict ? strict : document.getJsonObject("components"))
            .put("allOf", new JsonArray().add(schema));
    // The library writes where things stand into what it reads.
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setBaseUri("https://contract.example/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    return Validator.create(JsonSchema.of(whole.copy()), options);
  }

  private static JsonObject closed(JsonObject schema) {
    JsonObject copy = schema.copy();
    close(copy);
    return copy.put("x-strict", true);
  }

  private static void close(Object node) {
    if (node instanceof JsonObject object) {
      if (object.containsKey("properties") && !object.containsKey("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      object.forEach(entry -> close(entry.getValue()));
    } else if (node instanceof JsonArray array) {
      array.forEach(ContractSchemas::close);
    }
  }
}
