package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.goldcard.web.openapi.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No client of the last released contract is broken. {@code mvn test -Dtest=ReleasedContractTest
 * -Dcontract.release=true} releases the present one, under its own {@code info.version}.
 */
class ReleasedContractTest {
  private static final Path RELEASED = Path.of("src/test/resources/contract/released.json");
  private static final String VERIFY = "/v1/verifications";

  private static JsonObject released() throws IOException {
    return new JsonObject(Files.readString(RELEASED, StandardCharsets.UTF_8));
  }

  private static int major(JsonObject contract) {
    String version = contract.getJsonObject("info").getString("version");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  @Test
  void breaksNoClientOfTheReleasedOne() throws IOException {
    Contract contract = Contract.read(ContractSchemas.ISSUER, false);
    boolean isNewMajor = major(contract.document()) > major(released());
    if (!isNewMajor) {
      assertThat(ContractChanges.breaking(released(), contract.document()))
          .as("changes that break clients need a new major info.version; others are allowed")
          .isEmpty();
    }
    if (Boolean.getBoolean("contract.release")) {
      Files.writeString(RELEASED, contract.text(), StandardCharsets.UTF_8);
    }
  }

  private static Arguments change(String name, Consumer<JsonObject> change) {
    return Arguments.of(name, change);
  }

  private static JsonObject operation(JsonObject contract, String path) {
    JsonObject item = contract.getJsonObject("paths").getJsonObject(path);
    return item.getJsonObject(item.containsKey("post") ? "post" : "get");
  }

  private static JsonObject schema(JsonObject contract, String name) {
    return contract.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private static JsonObject member(JsonObject contract, String schema, String name) {
    return schema(contract, schema).getJsonObject("properties").getJsonObject(name);
  }

  static Stream<Arguments> broken() {
    return Stream.concat(brokenRequests(), brokenAnswers());
  }

  private static Stream<Arguments> brokenRequests() {
    return Stream.concat(brokenDoors(), brokenMembers());
  }

  private static Stream<Arguments> brokenDoors() {
    return Stream.of(
        change("a path gone", c -> c.getJsonObject("paths").remove(VERIFY)),
        change(
            "an operation gone",
            c -> c.getJsonObject("paths").getJsonObject("/v1/cards").remove("post")),
        change(
            "another scope",
            c ->
                operation(c, VERIFY)
                    .put(
                        "security",
                        new JsonArray()
                            .add(new JsonObject().put("oauth2", new JsonArray().add("codes"))))),
        change("another venue rule", c -> operation(c, VERIFY).put("x-venue", "any")),
        change(
            "a parameter gone",
            c -> operation(c, "/v1/offline-bundle").getJsonArray("parameters").remove(0)),
        change(
            "a parameter required",
            c ->
                operation(c, "/v1/offline-bundle")
                    .getJsonArray("parameters")
                    .getJsonObject(0)
                    .put("required", true)),
        change(
            "a body's type gone",
            c ->
                operation(c, VERIFY)
                    .getJsonObject("requestBody")
                    .getJsonObject("content")
                    .remove("application/json")));
  }

  private static Stream<Arguments> brokenMembers() {
    return Stream.of(
        change(
            "a member required", c -> schema(c, "Scan").getJsonArray("required").add("companions")),
        change("a member gone", c -> schema(c, "Scan").getJsonObject("properties").remove("item")),
        change("a lower maximum", c -> member(c, "Scan", "companions").put("maximum", 9)),
        change("a higher minimum", c -> member(c, "Scan", "companions").put("minimum", 1)),
        change("a shorter text", c -> member(c, "Scan", "code").put("maxLength", 1024)),
        change("another pattern", c -> member(c, "Scan", "documentTail").put("pattern", "^x$")),
        change("another type", c -> member(c, "Scan", "companions").put("type", "string")),
        change(
            "a value refused",
            c -> member(c, "SuspensionRequest", "reasonCode").getJsonArray("enum").remove(0)),
        change(
            "unknown members refused",
            c -> schema(c, "TokenRequest").put("additionalProperties", false)));
  }

  private static Stream<Arguments> brokenAnswers() {
    return Stream.of(
        change(
            "an answer gone", c -> operation(c, VERIFY).getJsonObject("responses").remove("200")),
        change(
            "an answered member gone",
            c -> schema(c, "Verification").getJsonObject("properties").remove("admit")),
        change(
            "an answered member optional",
            c -> schema(c, "Verification").getJsonArray("required").remove("admit")),
        change(
            "an answered type", c -> member(c, "Verification", "maxPersons").put("type", "number")),
        change("a new result", c -> schema(c, "ResultCode").getJsonArray("enum").add("NEW")),
        change("a result gone", c -> schema(c, "ResultCode").getJsonArray("enum").remove("VALID")),
        change("a list no longer closed", c -> schema(c, "ResultCode").put("x-open", true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void findsEachKindOfBreakingChange(String name, Consumer<JsonObject> change) throws IOException {
    JsonObject changed = released();
    change.accept(changed);
    assertThat(ContractChanges.breaking(released(), changed)).as(name).isNotEmpty();
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        change("nothing", c -> {}),
        change("a new path", c -> c.getJsonObject("paths").put("/v2/x", new JsonObject())),
        change("a higher maximum", c -> member(c, "Scan", "companions").put("maximum", 200)),
        change(
            "a new member asked for",
            c -> schema(c, "Scan").getJsonObject("properties").put("x", new JsonObject())),
        change(
            "a new member answered",
            c -> schema(c, "Verification").getJsonObject("properties").put("x", new JsonObject())),
        change("a new problem", c -> schema(c, "ProblemCode").getJsonArray("x-known").add("NEW")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void letsContractsGrow(String name, Consumer<JsonObject> change) throws IOException {
    JsonObject changed = released();
    change.accept(changed);
    assertThat(ContractChanges.breaking(released(), changed)).as(name).isEmpty();
  }
}
