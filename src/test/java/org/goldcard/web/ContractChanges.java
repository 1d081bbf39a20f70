package org.goldcard.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds what of a contract could break a client that was written against an earlier one. */
final class ContractChanges {
  private final ContractSchemas before;
  private final ContractSchemas now;
  private final List<String> breaking = new ArrayList<>();

  private ContractChanges(JsonObject before, JsonObject now) {
    this.before = new ContractSchemas(before);
    this.now = new ContractSchemas(now);
  }

  /** Every breaking change with its place; none where all clients of the first go on. */
  static List<String> breaking(JsonObject before, JsonObject now) {
    ContractChanges changes = new ContractChanges(before, now);
    changes.compare();
    return List.copyOf(changes.breaking);
  }

  private void compare() {
    Map<String, ContractSchemas.Operation> known = new LinkedHashMap<>();
    now.operations().forEach(operation -> known.put(operation.name(), operation));
    for (ContractSchemas.Operation old : before.operations()) {
      ContractSchemas.Operation fresh = known.get(old.name());
      if (fresh == null) {
        say(old.name(), "the operation is gone");
      } else {
        access(old, fresh);
        parameters(old.name(), old.json(), fresh.json());
        bodies(old, fresh);
        answers(old, fresh);
      }
    }
  }

  private void say(String place, String what) {
    breaking.add(place + ": " + what);
  }

  private void access(ContractSchemas.Operation old, ContractSchemas.Operation fresh) {
    if (!old.json().getJsonArray("security").equals(fresh.json().getJsonArray("security"))) {
      say(old.name(), "another scope is asked for");
    }
    if (!Objects.equals(old.json().getString("x-venue"), fresh.json().getString("x-venue"))) {
      say(old.name(), "another binding to venues is asked for");
    }
  }

  private static Map<String, JsonObject> byName(ContractSchemas contract, JsonObject operation) {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (Object one : operation.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = contract.resolve((JsonObject) one);
      all.put(parameter.getString("in") + "." + parameter.getString("name"), parameter);
    }
    return all;
  }

  private void parameters(String place, JsonObject old, JsonObject fresh) {
    Map<String, JsonObject> was = byName(before, old);
    Map<String, JsonObject> is = byName(now, fresh);
    was.forEach(
        (name, parameter) -> {
          JsonObject kept = is.get(name);
          if (kept == null) {
            say(place + " " + name, "the parameter is gone");
          } else {
            request(place + " " + name, schema(parameter), schema(kept));
          }
        });
    is.forEach(
        (name, parameter) -> {
          JsonObject earlier = was.get(name);
          boolean wasRequired = earlier != null && earlier.getBoolean("required", false);
          if (parameter.getBoolean("required", false) && !wasRequired) {
            say(place + " " + name, "the parameter is required now");
          }
        });
  }

  private static JsonObject schema(JsonObject holder) {
    return holder.getJsonObject("schema", new JsonObject());
  }

  private void bodies(ContractSchemas.Operation old, ContractSchemas.Operation fresh) {
    Map<String, JsonObject> was = before.bodies(old);
    Map<String, JsonObject> is = now.bodies(fresh);
    if (isNeeded(now, fresh) && !isNeeded(before, old)) {
      say(old.name(), "a body is required now");
    }
    was.forEach(
        (type, media) -> {
          JsonObject kept = is.get(type);
          if (kept == null) {
            say(old.name() + " " + type, "the body's type is gone");
          } else {
            request(old.name() + " body", schema(media), schema(kept));
          }
        });
  }

  private static boolean isNeeded(ContractSchemas contract, ContractSchemas.Operation operation) {
    JsonObject body = operation.json().getJsonObject("requestBody");
    return body != null && contract.resolve(body).getBoolean("required", false);
  }

  private void answers(ContractSchemas.Operation old, ContractSchemas.Operation fresh) {
    for (String status : old.json().getJsonObject("responses").fieldNames()) {
      String place = old.name() + " " + status;
      int number = Integer.parseInt(status);
      Map<String, JsonObject> is = now.answers(fresh, number).orElse(null);
      if (is == null) {
        say(place, "the answer is gone");
        continue;
      }
      before
          .answers(old, number)
          .orElseThrow()
          .forEach(
              (type, media) -> {
                JsonObject kept = is.get(type);
                if (kept == null) {
                  say(place + " " + type, "the answer's type is gone");
                } else {
                  answer(place, schema(media), schema(kept));
                }
              });
    }
  }

  /** What was accepted must be accepted still. */
  private void request(String place, JsonObject old, JsonObject fresh) {
    JsonObject was = before.resolve(old);
    JsonObject is = now.resolve(fresh);
    same(place, was, is, "type", "format", "pattern", "oneOf");
    atMost(place, was, is, "minimum", "minLength", "minItems");
    atLeast(place, was, is, "maximum", "maxLength", "maxItems");
    Set<String> values = strings(was, "enum");
    Set<String> left = strings(is, "enum");
    if (!left.isEmpty() && (values.isEmpty() || !left.containsAll(values))) {
      say(place, "a value is refused now");
    }
    Set<String> needed = strings(is, "required");
    needed.removeAll(strings(was, "required"));
    needed.forEach(name -> say(place + "." + name, "the member is required now"));
    boolean closes = Boolean.FALSE.equals(is.getValue("additionalProperties"));
    if (closes && !Boolean.FALSE.equals(was.getValue("additionalProperties"))) {
      say(place, "unknown members are refused now");
    }
    members(place, was, is, this::request);
  }

  /** What clients read must come still, and nothing they do not know in a closed list. */
  private void answer(String place, JsonObject old, JsonObject fresh) {
    JsonObject was = before.resolve(old);
    JsonObject is = now.resolve(fresh);
    same(place, was, is, "type", "format");
    Set<String> values = strings(was, "enum");
    Set<String> come = strings(is, "enum");
    if (!come.containsAll(values)) {
      say(place, "a value comes no more");
    }
    come.removeAll(values);
    if (!values.isEmpty() && !was.getBoolean("x-open", false)) {
      come.forEach(value -> say(place, "a new value in a closed list: " + value));
      if (strings(is, "enum").isEmpty() || is.getBoolean("x-open", false)) {
        say(place, "the list is closed no more");
      }
    }
    Set<String> given = strings(was, "required");
    given.removeAll(strings(is, "required"));
    given.forEach(name -> say(place + "." + name, "the member may be missing now"));
    if (variants(was).size() != variants(is).size()) {
      say(place, "the answer has other variants");
    } else {
      for (int i = 0; i < variants(was).size(); i++) {
        answer(place, variants(was).getJsonObject(i), variants(is).getJsonObject(i));
      }
    }
    members(place, was, is, this::answer);
  }

  private static JsonArray variants(JsonObject schema) {
    return schema.getJsonArray("oneOf", new JsonArray());
  }

  private interface Comparison {
    void of(String place, JsonObject was, JsonObject is);
  }

  private void members(String place, JsonObject was, JsonObject is, Comparison deeper) {
    JsonObject old = was.getJsonObject("properties", new JsonObject());
    JsonObject fresh = is.getJsonObject("properties", new JsonObject());
    for (String name : old.fieldNames()) {
      if (fresh.containsKey(name)) {
        deeper.of(place + "." + name, old.getJsonObject(name), fresh.getJsonObject(name));
      } else {
        say(place + "." + name, "the member is gone");
      }
    }
    JsonObject items = was.getJsonObject("items");
    if (items != null && is.containsKey("items")) {
      deeper.of(place + "[]", items, is.getJsonObject("items"));
    }
  }

  private void same(String place, JsonObject was, JsonObject is, String... names) {
    for (String name : names) {
      if (!Objects.equals(was.getValue(name), is.getValue(name))) {
        say(place, name + " is another");
      }
    }
  }

  private void atMost(String place, JsonObject was, JsonObject is, String... names) {
    for (String name : names) {
      Double limit = is.getDouble(name);
      Double old = was.getDouble(name);
      if (limit != null && (old == null || limit > old)) {
        say(place, name + " is higher");
      }
    }
  }

  private void atLeast(String place, JsonObject was, JsonObject is, String... names) {
    for (String name : names) {
      Double limit = is.getDouble(name);
      Double old = was.getDouble(name);
      if (limit != null && (old == null || limit < old)) {
        say(place, name + " is lower");
      }
    }
  }

  private static Set<String> strings(JsonObject schema, String name) {
    Set<String> all = new TreeSet<>();
    schema.getJsonArray(name, new JsonArray()).forEach(value -> all.add(String.valueOf(value)));
    return all;
  }
}
