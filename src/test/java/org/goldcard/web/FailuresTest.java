package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.partners.Access;
import org.goldcard.partners.place.Areas;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a caller sees when the world fails or a route has a bug: a code, and nothing of the cause.
 */
class FailuresTest {
  private static final String SECRET = "eyJhbGciOiJFUzI1NiJ9 370102190001010019";

  private static Vertx vertx;
  private static WebServer server;

  /** A route that ends as it is told. */
  private record Failing(String path, Supplier<Future<Answer>> end) implements ApiRoute {
    @Override
    public Endpoint endpoint() {
      return Endpoint.open(path, false);
    }

    @Override
    public Future<Answer> answer(Call call) {
      return end.get();
    }
  }

  /** Nobody has a token. */
  private static final class NoTokens implements AccessTokens {
    @Override
    public String sign(Access access) {
      return "";
    }

    @Override
    public Optional<Access> read(String token) {
      return Optional.empty();
    }
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    Duration brief = Duration.ofMillis(300);
    HttpOptions options =
        new HttpOptions(
            "127.0.0.1", 0, 1, null, TrustedProxies.none(), brief, brief, Duration.ofMinutes(1));
    Router router = Router.router(vertx);
    new Routes(
            vertx,
            options,
            TestDoors.wide(),
            new NoTokens(),
            new ChoosePlace(Areas.none()),
            new SimpleMeterRegistry(),
            () -> "r1")
        .mount(router, failing(), List.of());
    server = Awaited.result(WebServer.start(vertx, options, TestDoors.wide(), router));
  }

  private static List<ApiRoute> failing() {
    RuntimeException bug = new IllegalStateException(SECRET);
    return List.of(
        new Failing("/thrown", FailuresTest::thrown),
        new Failing("/failed", () -> Future.failedFuture(bug)),
        new Failing("/away", () -> Future.failedFuture(new StoreUnavailable("away", bug))),
        new Failing("/stuck", () -> Promise.<Answer>promise().future()));
  }

  private static Future<Answer> thrown() {
    throw new IllegalStateException(SECRET);
  }

  @AfterAll
  static void stop() {
    Awaited.result(server.stop(Duration.ofMillis(10)));
    Awaited.result(vertx.close());
  }

  private static Reply get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    try {
      return new Reply(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void tellsNothingOfABug() {
    for (String path : List.of("/thrown", "/failed")) {
      Reply reply = get(path);
      assertThat(reply.status()).as(path).isEqualTo(500);
      assertThat(reply.code()).isEqualTo("INTERNAL");
      assertThat(reply.text()).doesNotContain("eyJ", "370102", "Exception", "goldcard.web");
      assertThat(reply.header("X-Request-Id")).isEqualTo("r1");
    }
  }

  @Test
  void saysWhenToComeBackWhileTheRecordIsAway() {
    Reply reply = get("/away");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("STORE_UNAVAILABLE");
    assertThat(reply.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void answersInTimeWhateverHangs() {
    Reply reply = get("/stuck");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("TIMEOUT");
  }

  @Test
  void cannotRegisterARouteThatAsksForATokenWithoutAScope() {
    for (Endpoint.Door door : List.of(Endpoint.Door.VENUE, Endpoint.Door.NO_VENUE)) {
      assertThatThrownBy(
              () ->
                  new Endpoint(
                      HttpMethod.GET, "/x", door, null, Endpoint.Body.NONE, Set.of(), false))
          .hasMessageContaining("scope");
    }
  }

  @Test
  void cannotRegisterOneEndpointTwice() {
    Routes routes =
        new Routes(
            vertx,
            HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()),
            TestDoors.wide(),
            new NoTokens(),
            new ChoosePlace(Areas.none()),
            new SimpleMeterRegistry(),
            () -> "r1");
    ApiRoute route = new Failing("/x", FailuresTest::thrown);
    assertThatThrownBy(() -> routes.mount(Router.router(vertx), List.of(route, route), List.of()))
        .hasMessageContaining("twice");
  }
}
