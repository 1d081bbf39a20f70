package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.goldcard.card.CardRefusal;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.goldcard.verifying.ResultCode;
import org.goldcard.web.ContractSchemas.Operation;
import org.goldcard.web.openapi.Contract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract and the routes say the same: where one is changed, the other is. */
class ContractTest {
  private static final String WHAT_TO_DO =
      "a route and its operation below src/main/resources/openapi belong together: write the"
          + " operation with its schemas and examples into the part of its topic (path, tags,"
          + " operationId, summary, security, x-venue, x-problems; see decision 0013), and add the"
          + " route to ApiUnderTest and DoorRow. Operations of the role all alone carry"
          + " x-roles. After that ReleasedContractTest says whether it breaks clients";

  private static ApiUnderTest api;
  private static ContractSchemas contract;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    contract = new ContractSchemas();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> all = new TreeMap<>();
    List<ApiRoute> routes = new ArrayList<>(api.routes);
    routes.addAll(api.sandbox);
    // What the talent's own pages ask is theirs alone and changes with them: no client's contract.
    routes.removeIf(route -> route.endpoint().door() == Endpoint.Door.HOLDER);
    for (ApiRoute route : routes) {
      Endpoint endpoint = route.endpoint();
      all.putIfAbsent(endpoint.method().name() + " " + endpoint.path(), endpoint);
    }
    return all;
  }

  @Test
  void namesEveryRouteAndNoOther() {
    Set<String> written = new TreeSet<>();
    contract.operations().forEach(operation -> written.add(operation.name()));
    assertThat(written).as(WHAT_TO_DO).isEqualTo(endpoints().keySet());
  }

  @Test
  void asksForTheScopeAndTheVenueThatTheDoorAsksFor() {
    Map<String, Endpoint> endpoints = endpoints();
    for (Operation operation : contract.operations()) {
      Endpoint endpoint = Objects.requireNonNull(endpoints.get(operation.name()));
      Scope scope = endpoint.scope();
      Set<String> wanted = scope == null ? Set.of() : Set.of(scope.text());
      assertThat(scopes(operation)).as(operation.name()).isEqualTo(wanted);
      String venue =
          switch (endpoint.door()) {
            case VENUE -> "required";
            case NO_VENUE -> "refused";
            case CLIENT -> "any";
            default -> null;
          };
      assertThat(operation.json().getString("x-venue")).as(operation.name()).isEqualTo(venue);
      boolean local = endpoint.door() == Endpoint.Door.LOCAL;
      assertThat(operation.json().getString("x-door"))
          .as(operation.name())
          .isEqualTo(local ? "LOCAL" : null);
    }
  }

  private static Set<String> scopes(Operation operation) {
    Set<String> scopes = new TreeSet<>();
    for (Object one : operation.json().getJsonArray("security")) {
      ((JsonObject) one)
          .getJsonArray("oauth2", new JsonArray())
          .forEach(scope -> scopes.add((String) scope));
    }
    return scopes;
  }

  @Test
  void explainsEveryScopeThereIs() {
    JsonObject flows =
        contract
            .document()
            .getJsonObject("components")
            .getJsonObject("securitySchemes")
            .getJsonObject("oauth2")
            .getJsonObject("flows");
    Set<String> all = new TreeSet<>();
    for (Scope scope : Scope.values()) {
      all.add(scope.text());
    }
    assertThat(flows.getJsonObject("clientCredentials").getJsonObject("scopes").fieldNames())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void namesTheParametersThatTheRouteKnows() {
    Map<String, Endpoint> endpoints = endpoints();
    for (Operation operation : contract.operations()) {
      Endpoint endpoint = Objects.requireNonNull(endpoints.get(operation.name()));
      Set<String> query = new TreeSet<>();
      Set<String> path = new TreeSet<>();
      for (Object one : operation.json().getJsonArray("parameters")) {
        JsonObject parameter = contract.resolve((JsonObject) one);
        String in = parameter.getString("in");
        if (in.equals("query")) {
          query.add(parameter.getString("name"));
        } else if (in.equals("path")) {
          path.add("{" + parameter.getString("name") + "}");
        }
      }
      assertThat(query).as(operation.name()).isEqualTo(new TreeSet<>(endpoint.query()));
      Set<String> parts = new TreeSet<>(List.of(operation.path().split("/", -1)));
      parts.removeIf(part -> !part.startsWith("{"));
      assertThat(path).as(operation.name()).isEqualTo(parts);
    }
  }

  @Test
  void takesTheBodyThatTheRouteReads() {
    Map<String, Endpoint> endpoints = endpoints();
    for (Operation operation : contract.operations()) {
      Set<String> types =
          switch (Objects.requireNonNull(endpoints.get(operation.name())).body()) {
            case NONE -> Set.of();
            case JSON, EMPTY_JSON, JSON_LIST -> Set.of("application/json");
            case FORM -> Set.of("application/x-www-form-urlencoded");
          };
      assertThat(contract.bodies(operation).keySet()).as(operation.name()).isEqualTo(types);
    }
  }

  @Test
  void speaksOfEveryResultAndProblemInTheWordsOfTheProgram() {
    JsonObject schemas = contract.document().getJsonObject("components").getJsonObject("schemas");
    List<String> results = new ArrayList<>();
    for (ResultCode code : ResultCode.values()) {
      results.add(code + " " + code.colour() + " " + code.admits() + " " + code.zh() + code.en());
    }
    List<String> written = new ArrayList<>();
    for (Object one : schemas.getJsonObject("ResultCode").getJsonArray("x-results")) {
      JsonObject row = (JsonObject) one;
      written.add(
          row.getString("code")
              + " "
              + row.getString("colour")
              + " "
              + row.getBoolean("admits")
              + " "
              + row.getString("zh")
              + row.getString("en"));
      assertThat(row.getJsonObject("guard").fieldNames()).containsExactly("zh", "en");
    }
    assertThat(written).isEqualTo(results);
    List<String> problems = new ArrayList<>();
    for (ProblemCode code : ProblemCode.values()) {
      problems.add(code + " " + code.status() + " " + code.zh() + code.en());
    }
    for (CardRefusal refusal : CardRefusal.values()) {
      int status = Problems.statusOf(refusal);
      problems.add(refusal + " " + status + " " + refusal.zh() + refusal.en());
    }
    assertThat(schemas.getJsonObject("ProblemCode").getJsonArray("x-codes"))
        .map(JsonObject.class::cast)
        .map(r -> r.getString("code") + " " + r.getInteger("status") + " " + words(r))
        .isEqualTo(problems);
  }

  private static String words(JsonObject row) {
    return row.getString("zh") + row.getString("en");
  }

  @Test
  void saysEverythingInBothLanguages() {
    List<String> poor = new ArrayList<>();
    for (boolean demonstration : new boolean[] {false, true}) {
      searchPoor("", Contract.read(ContractSchemas.ISSUER, demonstration).document(), poor);
    }
    assertThat(poor).isEmpty();
    for (Operation operation : contract.operations()) {
      String summary = operation.json().getString("summary");
      assertThat(summary).as(operation.name()).matches("(?s).*\\p{IsHan}.* / .*[a-zA-Z].*");
    }
  }

  /** Descriptions are two paragraphs: one with Chinese characters, and one without. */
  private static void searchPoor(String place, Object node, List<String> poor) {
    if (node instanceof JsonObject object) {
      for (Map.Entry<String, Object> entry : object) {
        String at = place + "/" + entry.getKey();
        if (entry.getKey().equals("description") && entry.getValue() instanceof String text) {
          String[] halves = text.split("\n\n", -1);
          boolean good = halves.length == 2 && halves[1].matches("(?s).*[A-Za-z0-9<].*");
          if (!good) {
            poor.add(at + ": " + text);
          }
        } else {
          searchPoor(at, entry.getValue(), poor);
        }
      }
    } else if (node instanceof JsonArray array) {
      array.forEach(one -> searchPoor(place + "[]", one, poor));
    }
  }

  @Test
  void isAnOpenApiDocumentByTheRulesOfAnotherLibrary() {
    OutputUnit judged =
        Awaited.result(
            OpenAPIVersion.V3_1
                .getRepository(api.vertx, "https://contract.example/")
                .compose(
                    rules ->
                        OpenAPIVersion.V3_1.validateContract(
                            api.vertx, rules, contract.document().copy())));
    assertThat(judged.getErrors()).isNullOrEmpty();
    assertThat(judged.getValid()).isTrue();
  }

  @Test
  void isServedWithATagThatSavesTheSecondFetch() {
    Reply reply = api.get("/openapi.json", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(contract.document());
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    String tag = reply.header("ETag");
    Reply again = api.send(api.request("/openapi.json").header("If-None-Match", tag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }
}
