package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Terms;
import org.goldcard.web.DoorRequests.Where;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route of the router against every kind of caller, each cell a request in which nothing but
 * the caller is wrong: who may come in is written in {@link DoorRow}, and nobody else may.
 */
class DoorTableTest {
  private static final String OTHERS = "203.0.113.9";

  private static ApiUnderTest api;
  private static DoorRequests requests;

  @BeforeAll
  static void start() {
    HttpOptions options =
        HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.of(a -> a.isLoopbackAddress()));
    Instant noon = Instant.parse(ApiUnderTest.NOON);
    api = new ApiUnderTest(options, new TestDoors().quotasBy(() -> noon).doors());
    requests = new DoorRequests(api);
  }

  @AfterAll
  static void stop() {
    api.close();
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
  void hasARowForEveryRouteOfTheRouterAndNoOther() {
    Set<String> routed = new TreeSet<>();
    for (Route route : api.router.getRoutes()) {
      Set<HttpMethod> methods = route.methods() == null ? Set.of() : route.methods();
      assertThat(route.getPath()).as("a route for every path").isNotNull();
      for (HttpMethod method : methods) {
        String of = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
        routed.add(of + " " + route.getPath());
      }
    }
    assertThat(routed).isEqualTo(new TreeSet<>(DoorRow.TABLE.keySet()));
  }

  @TestFactory
  Stream<DynamicNode> letsInWhomItsRowLetsInAndNobodyElse() {
    return DoorRow.TABLE.values().stream()
        .map(row -> dynamicContainer(row.route(), row.isGuarded() ? guarded(row) : open(row)));
  }

  private static Stream<DynamicTest> guarded(DoorRow row) {
    List<DynamicTest> cells = new ArrayList<>();
    cells.add(cell(row, "nobody", "401 TOKEN_MISSING", id -> null));
    cells.add(cell(row, "a token that is over", "401 TOKEN_INVALID", id -> over(row, id)));
    cells.add(cell(row, "a client withdrawn", "401 TOKEN_INVALID", id -> withdrawn(row, id)));
    for (Scope scope : Scope.values()) {
      String said = scope == row.scope() ? row.right() : "403 SCOPE_MISSING";
      cells.add(cell(row, scope.text(), said, id -> bearer(id, Set.of(scope), venue(row))));
    }
    Set<Scope> others = EnumSet.complementOf(EnumSet.of(row.scope()));
    cells.add(cell(row, "all others", "403 SCOPE_MISSING", id -> bearer(id, others, venue(row))));
    cells.add(cell(row, "at a venue", row.bound(), id -> bearer(id, all(), Gate.VENUE)));
    cells.add(cell(row, "at no venue", row.free(), id -> bearer(id, all(), null)));
    cells.add(cell(row, "quota gone", "429 QUOTA_EXCEEDED", id -> spent(row, id)));
    cells.add(cell(row, "from elsewhere", "403 ADDRESS_DENIED", id -> farAway(row, id)));
    cells.add(cell(row, "of the other side", row.otherSide(), id -> across(row, id)));
    cells.add(otherMethod(row, id -> bearer(id, all(), venue(row))));
    if (row.method().equals("GET")) {
      cells.add(head(row, "nobody", "401", id -> null));
      cells.add(head(row, "all", row.right(), id -> bearer(id, all(), venue(row))));
    }
    return Stream.concat(cells.stream(), places(row));
  }

  /** Where a request names a place, it is the caller's own or the request is refused. */
  private static Stream<DynamicTest> places(DoorRow row) {
    if (row.place().equals("-")) {
      return Stream.of();
    }
    String refused = (row.place().equals("entry") ? "200" : "403") + " VENUE_NOT_YOURS";
    List<DynamicTest> cells = new ArrayList<>();
    cells.add(at(row, "its own place", Gate.VENUE, "east", row.right()));
    cells.add(at(row, "its own venue", Gate.VENUE, null, row.right()));
    cells.add(at(row, "another's venue", "lake", null, refused));
    cells.add(at(row, "another's place", "lake", "pier", refused));
    cells.add(at(row, "no venue at all", "nowhere", null, refused));
    if (!row.place().equals("query")) {
      cells.add(at(row, "its own venue with another's desk", Gate.VENUE, "pier", refused));
      cells.add(at(row, "another desk of its venue", Gate.VENUE, "west", refused));
      cells.add(at(row, "another's desk alone", null, "pier", refused));
      cells.add(at(row, "no desk at all", null, "nowhere", refused));
    }
    return cells.stream();
  }

  private static DynamicTest at(
      DoorRow row, String name, @Nullable String venue, @Nullable String desk, String expected) {
    return dynamicTest(
        "names " + name + ": " + expected,
        () ->
            assertThat(said(row, bearer(fresh(row), all(), Gate.VENUE), new Where(venue, desk)))
                .isEqualTo(expected));
  }

  /** What needs no token is the same with any; what needs credentials takes no token for them. */
  private static Stream<DynamicTest> open(DoorRow row) {
    boolean credentials = row.opensTo().equals("credentials");
    boolean changes = row.opensTo().equals("holder") && row.method().equals("POST");
    String anyone = credentials ? "401" : row.right();
    List<DynamicTest> cells = new ArrayList<>();
    cells.add(cell(row, "nobody", anyone, id -> null));
    cells.add(cell(row, "a token of all scopes", anyone, id -> bearer(id, all(), null)));
    cells.add(cell(row, "a token that is over", anyone, id -> over(row, id)));
    cells.add(cell(row, "a client withdrawn", anyone, id -> withdrawn(row, id)));
    cells.add(cell(row, "false credentials", anyone, id -> "Basic eDp5"));
    cells.add(otherMethod(row, id -> null));
    if (credentials) {
      cells.add(cell(row, "its credentials", row.right(), id -> DoorRequests.credentials()));
    } else if (changes) {
      cells.add(fromPage(row, "same-origin", row.right()));
      cells.add(fromPage(row, "same-site", "403 ORIGIN_DENIED"));
      cells.add(fromPage(row, "cross-site", "403 ORIGIN_DENIED"));
    } else {
      cells.add(head(row, "nobody", row.right(), id -> null));
      boolean local = row.opensTo().equals("local");
      cells.add(afar(row, local ? "404 NOT_FOUND" : row.right()));
    }
    return cells.stream();
  }

  private static DynamicTest cell(
      DoorRow row, String caller, String expected, Function<String, @Nullable String> bearer) {
    return dynamicTest(
        caller + ": " + expected,
        () ->
            assertThat(said(row, bearer.apply(fresh(row)), DoorRequests.NOWHERE))
                .isEqualTo(expected));
  }

  private static DynamicTest head(
      DoorRow row, String caller, String expected, Function<String, @Nullable String> bearer) {
    HttpRequest.Builder head = requests.right(row, DoorRequests.NOWHERE).method("HEAD", noBody());
    return dynamicTest(
        "HEAD, " + caller + ": " + expected,
        () -> assertThat(said(head, bearer.apply(fresh(row)))).isEqualTo(expected));
  }

  private static DynamicTest otherMethod(DoorRow row, Function<String, @Nullable String> bearer) {
    HttpRequest.Builder request =
        requests.right(row, DoorRequests.NOWHERE).method("DELETE", noBody());
    return dynamicTest(
        "DELETE: 405",
        () ->
            assertThat(said(request, bearer.apply(fresh(row))))
                .isEqualTo("405 METHOD_NOT_ALLOWED"));
  }

  private static DynamicTest afar(DoorRow row, String expected) {
    HttpRequest.Builder request =
        requests.right(row, DoorRequests.NOWHERE).header("X-Forwarded-For", OTHERS);
    return dynamicTest(
        "from another machine: " + expected,
        () -> assertThat(said(request, null)).isEqualTo(expected));
  }

  /** What a page sends in a browser where nobody is signed in: ours may, others may not. */
  private static DynamicTest fromPage(DoorRow row, String site, String expected) {
    HttpRequest.Builder request =
        requests.right(row, DoorRequests.NOWHERE).header("Sec-Fetch-Site", site);
    return dynamicTest(
        "from a page that is " + site + ": " + expected,
        () -> assertThat(said(request, null)).isEqualTo(expected));
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static String said(DoorRow row, @Nullable String bearer, Where where) {
    return said(requests.right(row, where), bearer);
  }

  private static String said(HttpRequest.Builder request, @Nullable String bearer) {
    return requests.said(bearer == null ? request : request.header("Authorization", bearer));
  }

  /** A client of its own for each cell; it is where the row has its answer. */
  private static String fresh(DoorRow row) {
    String id = "client-" + api.names.incrementAndGet();
    api.terms.put(id, Terms.NONE.inSandbox(row.side().equals("sandbox")));
    return id;
  }

  private static Terms terms(String id) {
    return Objects.requireNonNull(api.terms.get(id));
  }

  private static Set<Scope> all() {
    return EnumSet.allOf(Scope.class);
  }

  private static @Nullable String venue(DoorRow row) {
    return row.venue().equals("required") ? Gate.VENUE : null;
  }

  private static String bearer(String id, Set<Scope> scopes, @Nullable String venue) {
    String desk = venue == null ? null : "east";
    return api.bearer(new Access(id, scopes, venue, desk, false, api.end()));
  }

  private static String over(DoorRow row, String id) {
    Duration life = Duration.ofMinutes(10);
    api.clock.move(life.negated());
    String token = bearer(id, all(), venue(row));
    api.clock.move(life);
    return token;
  }

  private static String withdrawn(DoorRow row, String id) {
    api.stopped.add(id);
    return bearer(id, all(), venue(row));
  }

  private static String spent(DoorRow row, String id) {
    api.terms.put(id, terms(id).with(new Quota(1, 0)));
    String token = bearer(id, all(), venue(row));
    assertThat(said(row, token, DoorRequests.NOWHERE)).isEqualTo(row.right());
    return token;
  }

  private static String farAway(DoorRow row, String id) {
    List<AddressRange> far = List.of(AddressRange.parse("10.1.0.0/16").orElseThrow());
    api.terms.put(id, terms(id).from(far));
    return bearer(id, all(), venue(row));
  }

  private static String across(DoorRow row, String id) {
    api.terms.put(id, Terms.NONE.inSandbox(!terms(id).sandbox()));
    return bearer(id, all(), venue(row));
  }
}
