package org.goldcard.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route against every kind of caller: who may come in is written here, and nobody else may.
 */
class DoorTableTest {
  /** The scope each route asks for; {@code open} where it asks for none. */
  private static final Map<String, String> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("POST /oauth2/token", "open"),
              Map.entry("POST /oauth2/introspect", "introspect"),
              Map.entry("POST /v1/cards", "cards:issue"),
              Map.entry("GET /v1/cards/:number", "cards:read"),
              Map.entry("POST /v1/cards/:number/suspension", "cards:suspend"),
              Map.entry("POST /v1/cards/:number/loss-report", "cards:suspend"),
              Map.entry("POST /v1/cards/:number/resumption", "cards:suspend"),
              Map.entry("POST /v1/cards/:number/closure", "cards:close"),
              Map.entry("POST /v1/cards/:number/upgrade", "cards:upgrade"),
              Map.entry("GET /v1/cards/:number/pass", "codes"),
              Map.entry("GET /v1/cards/:number/pass.png", "codes"),
              Map.entry("GET /v1/cards/:number/pass.svg", "codes"),
              Map.entry("GET /v1/cards/:number/live-codes", "codes"),
              Map.entry("POST /v1/verifications", "verify"),
              Map.entry("POST /v1/verifications/batch", "verify"),
              Map.entry("GET /v1/offline-bundle", "verify"),
              Map.entry("GET /v1/events", "verify"),
              Map.entry("GET /v1/events/changes", "status"),
              Map.entry("POST /v1/verifications/sync", "verify"),
              Map.entry("POST /v1/devices/heartbeat", "verify"),
              Map.entry("GET /v1/devices/activity", "verify"),
              Map.entry("GET /.well-known/jwks.json", "open"),
              Map.entry("GET /.well-known/oauth-authorization-server", "open"),
              Map.entry("GET /.well-known/goldcard", "open"),
              Map.entry("GET /v1/status-lists/:n", "open"),
              Map.entry("GET /openapi.json", "open"),
              Map.entry("GET /docs", "open"),
              Map.entry("GET /docs/start", "open"),
              Map.entry("GET /docs/events", "open"),
              Map.entry("GET /sandbox/.well-known/jwks.json", "open"),
              Map.entry("GET /assets/:name", "open"),
              Map.entry("GET /card", "holder"),
              Map.entry("GET /card/code", "holder"),
              Map.entry("GET /card/claim", "holder"),
              Map.entry("GET /card/recover", "holder"),
              Map.entry("GET /card/sign-in", "holder"),
              Map.entry("GET /card/notice", "holder"),
              Map.entry("GET /card/api/facts", "holder"),
              Map.entry("GET /card/api/card", "holder"),
              Map.entry("GET /card/api/codes", "holder"),
              Map.entry("POST /card/api/claims", "holder"),
              Map.entry("POST /card/api/claims/again", "holder"),
              Map.entry("POST /card/api/claims/code", "holder"),
              Map.entry("POST /card/api/claims/passcode", "holder"),
              Map.entry("POST /card/api/recoveries", "holder"),
              Map.entry("POST /card/api/sessions", "holder"),
              Map.entry("POST /card/api/sessions/end", "holder"),
              Map.entry("GET /health/live", "open"),
              Map.entry("GET /health/ready", "open"),
              Map.entry("GET /metrics", "local")));

  private static ApiUnderTest api;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    api.offline.catchUp();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method().name() + " " + endpoint.path();
  }

  private static List<Endpoint> guarded() {
    return api.routes.stream()
        .map(ApiRoute::endpoint)
        .filter(endpoint -> endpoint.scope() != null)
        .toList();
  }

  private static String type(Endpoint endpoint) {
    boolean form = endpoint.body() == Endpoint.Body.FORM;
    return form ? "application/x-www-form-urlencoded" : "application/json";
  }

  private static Reply call(Endpoint endpoint, @Nullable String authorization) {
    String path = endpoint.path().replace(":number", "9000000000000001");
    HttpRequest.Builder request =
        api.request(path)
            .header("Idempotency-Key", "k" + api.names.incrementAndGet())
            // No place in the feed, so that a stream of events is refused and not opened.
            .header("Last-Event-ID", "x")
            .header("Content-Type", type(endpoint));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    boolean writes = endpoint.method().name().equals("POST");
    return api.send(writes ? request.POST(HttpRequest.BodyPublishers.ofString("{}")) : request);
  }

  private static String bearer(Set<Scope> scopes, @Nullable String venue) {
    return api.bearer(new Access("someone", scopes, venue, null, false, api.end()));
  }

  private static String opensTo(Endpoint endpoint) {
    Scope scope = endpoint.scope();
    String unscoped =
        switch (endpoint.door()) {
          case LOCAL -> "local";
          case HOLDER -> "holder";
          default -> "open";
        };
    return scope == null ? unscoped : scope.text();
  }

  @Test
  void asksAboutEveryRouteThereIs() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.goldcard.web");
    Set<String> classes =
        all.stream()
            .filter(c -> c.isAssignableTo(ApiRoute.class) && !c.isInterface())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    Set<String> asked =
        Stream.concat(api.routes.stream(), api.sandbox.stream())
            .map(route -> route.getClass().getName())
            .collect(Collectors.toSet());
    assertThat(asked).isEqualTo(classes);
  }

  @Test
  void opensEveryRouteToItsScopeAndLeavesNoneOut() {
    Map<String, String> actual = new TreeMap<>();
    for (ApiRoute route : api.routes) {
      actual.put(name(route.endpoint()), opensTo(route.endpoint()));
    }
    assertThat(actual).isEqualTo(EXPECTED);
  }

  @Test
  void letsInExactlyTheScopeOfTheRoute() {
    for (Endpoint endpoint : guarded()) {
      String venue = endpoint.door() == Endpoint.Door.VENUE ? Gate.VENUE : null;
      for (Scope scope : Scope.values()) {
        Reply reply = call(endpoint, bearer(Set.of(scope), venue));
        boolean right = scope == endpoint.scope();
        assertThat(reply.status() != 403).as(name(endpoint) + " with " + scope).isEqualTo(right);
        assertThat(reply.status()).as(name(endpoint)).isNotEqualTo(401).isLessThan(500);
        if (!right) {
          assertThat(reply.code()).isEqualTo("SCOPE_MISSING");
          assertThat(reply.header("WWW-Authenticate")).contains("insufficient_scope");
        }
      }
    }
  }

  @Test
  void letsNobodyInWithoutAToken() {
    for (Endpoint endpoint : guarded()) {
      Reply reply = call(endpoint, null);
      assertThat(reply.status()).as(name(endpoint)).isEqualTo(401);
      assertThat(reply.code()).isEqualTo("TOKEN_MISSING");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  @Test
  void letsNobodyInWithATokenThatCountsForNothing() {
    Access all = new Access("x", EnumSet.allOf(Scope.class), null, null, false, api.end());
    String right = api.bearer(all);
    ApiUnderTest elsewhere = new ApiUnderTest();
    String foreign = elsewhere.bearer(all);
    elsewhere.close();
    List<String> tokens =
        List.of(
            "Bearer x",
            "Bearer " + "x".repeat(3000),
            right.substring(0, right.length() - 2),
            right.substring(0, right.length() - 8) + "AAAAAAAA",
            "Bearer",
            foreign);
    for (Endpoint endpoint : guarded()) {
      for (String token : tokens) {
        Reply reply = call(endpoint, token);
        assertThat(reply.status()).as(name(endpoint)).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("TOKEN_INVALID");
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
      }
    }
  }

  @Test
  void letsNobodyInOnceTheTokenIsOver() {
    ApiUnderTest later = new ApiUnderTest();
    String office = later.office();
    assertThat(later.get("/v1/cards/9000000000000001", office).status()).isEqualTo(404);
    later.clock.move(Duration.ofMinutes(10));
    assertThat(later.get("/v1/cards/9000000000000001", office).code()).isEqualTo("TOKEN_INVALID");
    later.close();
  }

  @Test
  void letsAStoppedClientInNoMoreAlthoughItsTokenIsRemembered() {
    String office = api.office();
    String card = "/v1/cards/9000000000000001";
    assertThat(api.get(card, office).status()).isEqualTo(404);
    api.stopped.add("office");
    assertThat(api.get(card, office).code()).isEqualTo("TOKEN_INVALID");
    api.stopped.clear();
    assertThat(api.get(card, office).status()).isEqualTo(404);
  }

  @Test
  void showsAClientOfAVenueNothingButItsVenue() {
    for (Endpoint endpoint : guarded()) {
      boolean venueRoute = endpoint.door() == Endpoint.Door.VENUE;
      Reply bound = call(endpoint, bearer(EnumSet.allOf(Scope.class), Gate.VENUE));
      Reply free = call(endpoint, bearer(EnumSet.allOf(Scope.class), null));
      if (venueRoute) {
        assertThat(bound.status()).as(name(endpoint)).isIn(200, 400);
        assertThat(free.code()).as(name(endpoint)).isEqualTo("VENUE_MISSING");
      } else if (endpoint.door() == Endpoint.Door.CLIENT) {
        assertThat(bound.status()).as(name(endpoint)).isEqualTo(400);
        assertThat(free.status()).as(name(endpoint)).isEqualTo(400);
      } else {
        assertThat(bound.code()).as(name(endpoint)).isEqualTo("VENUE_BOUND");
        assertThat(free.status()).as(name(endpoint)).isNotEqualTo(403);
      }
    }
  }

  @Test
  void keepsClientsOfTheSandboxInItAndAllOthersOut() {
    api.terms.put("test", Terms.NONE.inSandbox(true));
    Set<Scope> every = EnumSet.allOf(Scope.class);
    Set<String> inside = api.sandbox.stream().map(r -> name(r.endpoint())).collect(toSet());
    for (Endpoint endpoint : guarded()) {
      String venue = endpoint.door() == Endpoint.Door.NO_VENUE ? null : Gate.VENUE;
      String test = api.bearer(new Access("test", every, venue, null, false, api.end()));
      Reply reply = call(endpoint, test);
      if (inside.contains(name(endpoint))) {
        int asked = name(endpoint).startsWith("GET ") ? 200 : 400;
        assertThat(reply.status()).as(name(endpoint)).isEqualTo(asked);
        assertThat(reply.header("Goldcard-Sandbox").isEmpty()).isEqualTo(asked == 400);
      } else {
        assertThat(reply.code()).as(name(endpoint)).isEqualTo("NOT_IN_SANDBOX");
      }
    }
    Set<String> real = api.routes.stream().map(r -> name(r.endpoint())).collect(toSet());
    for (ApiRoute route : api.sandbox) {
      if (!real.contains(name(route.endpoint()))) {
        Reply reply = call(route.endpoint(), bearer(every, Gate.VENUE));
        assertThat(reply.code()).as(name(route.endpoint())).isEqualTo("SANDBOX_ONLY");
      }
    }
  }

  @Test
  void readsNoTokenFromTheQuery() {
    String token = bearer(EnumSet.allOf(Scope.class), null).substring("Bearer ".length());
    Reply reply = api.get("/v1/cards/9000000000000001?access_token=" + token, null);
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void hasNoRouteThatRevokes() {
    String office = api.office();
    for (String path : List.of("revocation", "revoke", "withdrawal")) {
      assertThat(api.post("/v1/cards/9000000000000001/" + path, office, "{}").status())
          .isEqualTo(404);
    }
  }
}
