package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.web.limit.Limit;
import org.junit.jupiter.api.Test;

/** What callers meet who ask too often: a problem, a time to wait, and nobody else is held up. */
class LimitsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String NONE_LEFT = "\"checkpoint\";r=0;t=1";

  private final AtomicLong nanos = new AtomicLong();
  private final TestDoors doors = new TestDoors().at(nanos::get);

  private ApiUnderTest api() {
    HttpOptions options = HttpOptions.of("127.0.0.1", 0, 2, null, TrustedProxies.none());
    return new ApiUnderTest(options, doors.doors());
  }

  private static Reply scan(ApiUnderTest api, String bearer) {
    return api.verify(
        bearer,
        new JsonObject().put("code", "a.b.c").put("requestId", "r" + api.names.incrementAndGet()));
  }

  @Test
  void aDeviceThatFloodsIsToldToWaitAndItsNeighbourIsServed() {
    doors.with(Limit.CHECKPOINT, 1, 3);
    try (ApiUnderTest api = api()) {
      String east = api.scanner("east");
      for (int i = 0; i < 3; i++) {
        assertThat(scan(api, east).status()).isEqualTo(200);
      }
      Reply refused = scan(api, east);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("RATE_LIMITED");
      assertThat(refused.json().getString("zh")).isEqualTo("请求过于频繁，请稍后再试");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.header("RateLimit")).isEqualTo("\"checkpoint\";r=0;t=1");
      assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"checkpoint\";q=3;w=3");
      assertThat(scan(api, api.scanner("west")).status()).isEqualTo(200);
      nanos.addAndGet(SECOND);
      assertThat(scan(api, east).status()).isEqualTo(200);
      assertThat(doors.counted("goldcard.limited", "limit", "checkpoint")).isEqualTo(1);
    }
  }

  @Test
  void everyAnswerSaysWhatIsLeftUntilItIsUsedUp() {
    doors.with(Limit.CHECKPOINT, 2, 4).with(Limit.CLIENT, 4, 10);
    try (ApiUnderTest api = api()) {
      String east = api.scanner("east");
      Reply first = scan(api, east);
      assertThat(first.header("RateLimit-Policy"))
          .isEqualTo("\"checkpoint\";q=4;w=2, \"client\";q=10;w=3");
      assertThat(first.header("RateLimit")).isEqualTo("\"checkpoint\";r=3;t=1");
      assertThat(scan(api, east).header("RateLimit")).isEqualTo("\"checkpoint\";r=2;t=1");
      Reply wrong = api.post("/v1/verifications", east, "{}");
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.header("RateLimit")).as("of a problem").isEqualTo("\"checkpoint\";r=1;t=2");
      assertThat(scan(api, east).header("RateLimit")).isEqualTo("\"checkpoint\";r=0;t=2");
      assertThat(scan(api, east).header("RateLimit")).as("refused").isEqualTo(NONE_LEFT);
      nanos.addAndGet(SECOND);
      assertThat(scan(api, east).header("RateLimit")).isEqualTo("\"checkpoint\";r=1;t=2");
    }
  }

  @Test
  void whatIsTightestIsTold() {
    doors.with(Limit.CLIENT, 1, 5).with(Limit.CREDENTIALS, 5, 10);
    try (ApiUnderTest api = api()) {
      assertThat(scan(api, api.scanner("east")).header("RateLimit"))
          .isEqualTo("\"client\";r=4;t=1");
      Reply office = api.get("/v1/cards/9000000000000001", api.office());
      assertThat(office.header("RateLimit-Policy")).isEqualTo("\"client\";q=5;w=5");
      assertThat(office.header("RateLimit")).isEqualTo("\"client\";r=4;t=1");
      assertThat(token(api).header("RateLimit")).isEqualTo("\"credentials\";r=9;t=1");
    }
  }

  @Test
  void whatOthersMayKeepInACacheSaysNothingOfItsFirstReader() {
    try (ApiUnderTest api = api()) {
      assertThat(api.get("/.well-known/jwks.json", null).header("RateLimit")).isEmpty();
      assertThat(api.get("/v1/status-lists/0", null).header("RateLimit")).isEmpty();
    }
  }

  @Test
  void aBatchSaysWhatIsLeftAfterAllItsEntries() {
    doors.with(Limit.CHECKPOINT, 1, 10);
    try (ApiUnderTest api = api()) {
      String three = "{\"verifications\":[{\"code\":\"x\"},{\"code\":\"y\"},{\"code\":\"z\"}]}";
      Reply batch = api.post("/v1/verifications/batch", api.scanner("east"), three);
      assertThat(batch.status()).isEqualTo(200);
      assertThat(batch.header("RateLimit")).isEqualTo("\"checkpoint\";r=7;t=3");
    }
  }

  @Test
  void aClientIsHeldToItsRateWhateverTokensItShows() {
    doors.with(Limit.CLIENT, 1, 2);
    try (ApiUnderTest api = api()) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        statuses.add(api.get("/v1/cards/9000000000000001", api.office()).status());
      }
      assertThat(statuses).containsExactly(404, 404, 429);
    }
  }

  @Test
  void whoShowsFalseTokensIsNotEvenReadAnyMoreButAKnownTokenIs() {
    doors.with(Limit.STRANGER, 1, 4).with(Limit.NEWCOMER, 1, 1);
    try (ApiUnderTest api = api()) {
      String known = api.scanner("east");
      assertThat(scan(api, known).status()).isEqualTo(200);
      String forged = known.substring(0, known.length() - 4) + "AAAA";
      for (int i = 0; i < 4; i++) {
        assertThat(scan(api, forged).status()).isEqualTo(401);
      }
      assertThat(scan(api, forged).status()).isEqualTo(429);
      assertThat(scan(api, known).status()).isEqualTo(200);
      Access fresh = new Access("gate-n", Set.of(Scope.VERIFY), Gate.VENUE, "n", true, api.end());
      assertThat(scan(api, api.bearer(fresh)).status()).as("its first").isEqualTo(200);
      assertThat(scan(api, api.bearer(fresh)).status()).as("another").isEqualTo(429);
      nanos.addAndGet(2 * SECOND);
      assertThat(scan(api, api.bearer(fresh)).status()).isEqualTo(200);
    }
  }

  @Test
  void aDeviceWithANewTokenIsServedBehindAnAddressThatFloods() {
    doors.with(Limit.STRANGER, 1, 4).with(Limit.NEWCOMER, 1, 2);
    try (ApiUnderTest api = api()) {
      String foreign = api.scanner("east").replaceAll(".{4}$", "AAAA");
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 20; i++) {
          assertThat(scan(api, foreign).status()).isIn(401, 429);
          assertThat(scan(api, "not-a-token").status()).isIn(401, 429);
        }
        Access honest =
            new Access("gate-n", Set.of(Scope.VERIFY), Gate.VENUE, "n", true, api.end());
        assertThat(scan(api, api.bearer(honest)).status()).isEqualTo(200);
        nanos.addAndGet(SECOND);
      }
      assertThat(scan(api, foreign).status()).as("its name does not help").isIn(401, 429);
    }
  }

  @Test
  void strangersAreHeldToTheirRatesButHealthNever() {
    doors.with(Limit.PUBLIC, 1, 1).with(Limit.CREDENTIALS, 1, 1).with(Limit.STRANGER, 1, 2);
    try (ApiUnderTest api = api()) {
      assertThat(api.get("/v1/status-lists/0", null).status()).isEqualTo(200);
      assertThat(api.get("/.well-known/jwks.json", null).status()).isEqualTo(429);
      assertThat(token(api).status()).isEqualTo(401);
      Reply late = token(api);
      assertThat(late.status()).isEqualTo(429);
      assertThat(late.json().getString("error")).isEqualTo("temporarily_unavailable");
      for (int i = 0; i < 2; i++) {
        assertThat(api.get("/nowhere", null).status()).isEqualTo(404);
      }
      assertThat(api.get("/nowhere", null).status()).isEqualTo(429);
      for (int i = 0; i < 20; i++) {
        assertThat(api.get("/health/live", null).status()).isEqualTo(200);
        assertThat(api.get("/health/ready", null).status()).isEqualTo(200);
      }
    }
  }

  private static Reply token(ApiUnderTest api) {
    return api.send(
        api.request("/oauth2/token")
            .header("Authorization", "Basic YTpi")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials")));
  }

  @Test
  void aForwardedAddressCountsOnlyFromATrustedProxy() {
    doors.with(Limit.PUBLIC, 1, 1);
    try (ApiUnderTest api = api()) {
      assertThat(list(api, "192.0.2.1")).isEqualTo(200);
      assertThat(list(api, "192.0.2.2")).as("the header is nobody's word").isEqualTo(429);
    }
    TrustedProxies proxies = TrustedProxies.of(java.net.InetAddress::isLoopbackAddress);
    HttpOptions behind = HttpOptions.of("127.0.0.1", 0, 1, null, proxies);
    try (ApiUnderTest api = new ApiUnderTest(behind, doors.doors())) {
      assertThat(list(api, "192.0.2.1")).isEqualTo(200);
      assertThat(list(api, "192.0.2.2")).isEqualTo(200);
      assertThat(list(api, "198.51.100.1, 192.0.2.2")).isEqualTo(429);
      assertThat(list(api, "2001:db8::1")).isEqualTo(200);
      assertThat(list(api, "2001:db8::2")).as("one network").isEqualTo(429);
      assertThat(list(api, "2001:db8:0:1::1")).isEqualTo(200);
    }
  }

  private static int list(ApiUnderTest api, String from) {
    return api.send(api.request("/.well-known/jwks.json").header("X-Forwarded-For", from)).status();
  }

  @Test
  void aNodeThatIsFullShedsAndStillSpeaksOfItsHealth() {
    doors.inFlight(1);
    try (ApiUnderTest api = api()) {
      assertThat(api.doors.requests().take()).isTrue();
      Reply shed = scan(api, api.scanner("east"));
      assertThat(shed.status()).isEqualTo(503);
      assertThat(shed.code()).isEqualTo("OVERLOADED");
      assertThat(shed.header("Retry-After")).isEqualTo("1");
      assertThat(api.get("/health/live", null).status()).isEqualTo(200);
      assertThat(doors.counted("goldcard.shed", "reason", "in_flight")).isEqualTo(1);
      api.doors.requests().leave();
      for (int i = 0; i < 5; i++) {
        assertThat(scan(api, api.scanner("east")).status()).isEqualTo(200);
      }
      assertThat(api.doors.requests().taken()).isZero();
    }
  }

  @Test
  void aNodeThatLeavesIsNotReadyAndKeepsNoConnectionButAnswers() {
    try (ApiUnderTest api = api()) {
      assertThat(api.get("/health/ready", null).status()).isEqualTo(200);
      api.doors.leave();
      Reply ready = api.get("/health/ready", null);
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().getString("status")).isEqualTo("stopping");
      Reply scan = scan(api, api.scanner("east"));
      assertThat(scan.status()).isEqualTo(200);
      assertThat(scan.header("Connection")).isEqualTo("close");
    }
  }
}
