package org.goldcard.dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.goldcard.card.CardNumber;
import org.goldcard.testkit.Awaited;
import org.goldcard.web.openapi.Contract;
import org.junit.jupiter.api.Test;

/** The demonstration's routes are in the demonstration's contract, and in no other. */
class DemoContractTest {
  private static Set<String> written(boolean demonstration) {
    JsonObject paths =
        Contract.read("https://goldcard.example", demonstration).document().getJsonObject("paths");
    Set<String> all = new TreeSet<>();
    for (String path : paths.fieldNames()) {
      if (path.startsWith("/dev/")) {
        for (String method : paths.getJsonObject(path).fieldNames()) {
          all.add(method + " " + path.replaceAll("\\{([a-z]+)}", ":$1"));
        }
      }
    }
    return all;
  }

  @Test
  void namesEveryRouteOfTheDemonstrationAndNoOther() {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    new DemoRoutes(
            card -> Future.succeededFuture(Optional.empty()),
            () -> CardNumber.parse("9668739810551777").orElseThrow(),
            client -> Optional.empty(),
            (card, wish) -> Future.failedFuture("none"))
        .mount(router);
    Set<String> mounted = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      for (HttpMethod method : route.methods()) {
        mounted.add(method.name().toLowerCase(java.util.Locale.ROOT) + " " + route.getPath());
      }
    }
    assertThat(written(true))
        .as("routes of DemoRoutes belong into src/main/resources/openapi/dev.json")
        .isEqualTo(mounted);
    assertThat(written(false)).isEmpty();
    Awaited.result(vertx.close().map("closed"));
  }
}
