package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.goldcard.venues.device.Sighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is there for everyone: keys, lists, health; and the figures for this machine. */
class PublishedRoutesTest {
  private ApiUnderTest api;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void publishesKeysAndListForAnyOriginWithATag() {
    for (String path : List.of("/.well-known/jwks.json", "/v1/status-lists/0")) {
      Reply reply = api.get(path, null);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reply.header("Cache-Control")).startsWith("public, max-age=");
      Reply known = api.send(api.request(path).header("If-None-Match", reply.header("ETag")));
      assertThat(known.status()).as(path).isEqualTo(304);
      assertThat(known.text()).isEmpty();
      assertThat(known.header("ETag")).isEqualTo(reply.header("ETag"));
      Reply other = api.send(api.request(path).header("If-None-Match", "\"other\""));
      assertThat(other.status()).as(path).isEqualTo(200);
    }
    assertThat(api.get("/.well-known/jwks.json", null).json().getJsonArray("keys")).isNotEmpty();
    assertThat(api.get("/v1/status-lists/0", null).header("Content-Type"))
        .isEqualTo("application/statuslist+jwt");
  }

  @Test
  void knowsNoOtherListAndSaysWhenTheFirstIsNotBuilt() {
    for (String n : List.of("1", "00", "x", "-1", "99999999999")) {
      assertThat(api.get("/v1/status-lists/" + n, null).status()).as(n).isEqualTo(404);
    }
    api.list = null;
    Reply early = api.get("/v1/status-lists/0", null);
    assertThat(early.status()).isEqualTo(503);
    assertThat(early.code()).isEqualTo("NOT_READY");
  }

  @Test
  void isReadyWhileItSignsAndItsListIsFresh() {
    Reply reply = api.get("/health/ready", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            "{\"status\":\"ready\",\"degraded\":[],\"signature\":{\"ok\":true,\"provider\":\"test\"},"
                + "\"list\":{\"loaded\":true,\"fresh\":true,\"state\":\"current\","
                + "\"zh\":\"名单与数据库一致\",\"en\":\"the list is the record's\",\"age\":0.412,\"rev\":0,"
                + "\"source\":\"postgresql\"},\"credentialsEnding\":{\"30d\":1},"
                + "\"dependencies\":{\"postgres\":\"up\",\"redis\":\"up\"},"
                + "\"devices\":{\"silent\":0}}");
  }

  @Test
  void namesSilentDevicesToThisMachineAndCountsThemForEveryoneElse() {
    Instant since = Instant.parse("2026-11-23T01:40:00Z");
    api.silent = List.of(new Sighting("gate-7", "park", "east", since));
    Reply here = api.get("/health/ready", null);
    assertThat(here.status()).as("no reason not to scan here").isEqualTo(200);
    assertThat(here.json().getString("status")).isEqualTo("ready");
    assertThat(here.json().getJsonObject("devices").encode())
        .isEqualTo(
            "{\"silent\":1,\"named\":[{\"client\":\"gate-7\",\"venue\":\"park\","
                + "\"checkpoint\":\"east\",\"since\":\"2026-11-23T01:40:00Z\"}]}");
    TrustedProxies proxies = TrustedProxies.of(java.net.InetAddress::isLoopbackAddress);
    HttpOptions behind = HttpOptions.of("127.0.0.1", 0, 1, null, proxies);
    try (ApiUnderTest proxied = new ApiUnderTest(behind)) {
      proxied.silent = api.silent;
      Reply elsewhere =
          proxied.send(proxied.request("/health/ready").header("X-Forwarded-For", "192.0.2.1"));
      assertThat(elsewhere.json().getJsonObject("devices").encode()).isEqualTo("{\"silent\":1}");
    }
  }

  @Test
  void isOnlyDegradedWhileAServerIsAway() {
    List<Future<Boolean>> ways =
        List.of(
            Future.succeededFuture(false),
            Future.failedFuture("away"),
            Promise.<Boolean>promise().future());
    for (Future<Boolean> away : ways) {
      api.redis = away;
      Reply reply = api.get("/health/ready", null);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("status")).isEqualTo("degraded");
      assertThat(reply.json().getJsonArray("degraded")).containsExactly("redis");
    }
  }

  @Test
  void isNotReadyWithoutAFreshListOrASignature() {
    api.gate.age = Duration.ofMillis(5001);
    assertThat(api.get("/health/ready", null).status()).isEqualTo(503);
    api.gate.age = Duration.ZERO;
    api.gate.listIsLoaded = false;
    assertThat(api.get("/health/ready", null).status()).isEqualTo(503);
    api.gate.listIsLoaded = true;
    api.signs = false;
    Reply reply = api.get("/health/ready", null);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().getString("status")).isEqualTo("not ready");
    assertThat(api.get("/health/live", null).status()).isEqualTo(200);
  }

  @Test
  void tellsTheFiguresOnThisMachine() {
    Reply reply = api.get("/metrics", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("figures 1\n");
  }
}
