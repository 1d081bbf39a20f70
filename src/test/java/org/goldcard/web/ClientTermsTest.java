package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where, how much and from where a client may ask, over HTTP. */
class ClientTermsTest {
  private static final String ITEM = "TOURISM_FITNESS.FREE_ENTRY";

  private final TestDoors doors = new TestDoors();
  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    HttpOptions options =
        HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.of(a -> a.isLoopbackAddress()));
    api = new ApiUnderTest(options, doors.doors());
    api.offline.catchUp();
    card = api.card(TalentClass.B);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String client(String venue, @Nullable String checkpoint, Terms terms) {
    api.terms.put("vendor", terms);
    return api.bearer(
        new Access("vendor", EnumSet.of(Scope.VERIFY), venue, checkpoint, true, api.end())
            .reaching(terms.reach()));
  }

  private String area(String... scopes) {
    Reach reach = Reach.parse(List.of(scopes)).orElseThrow();
    return client("area", null, Terms.NONE.inArea(true).with(reach));
  }

  private Reply scan(String bearer, JsonObject where) {
    JsonObject body =
        where
            .copy()
            .put("code", api.liveCode(card))
            .put("requestId", "r-" + api.names.incrementAndGet());
    return api.verify(bearer, body);
  }

  private static JsonObject at(@Nullable String venue, @Nullable String checkpoint) {
    JsonObject where = new JsonObject();
    if (venue != null) {
      where.put("venue", venue);
    }
    return checkpoint == null ? where : where.put("checkpoint", checkpoint);
  }

  @ParameterizedTest
  @CsvSource({
    "park, east, 200,",
    "park,, 200,",
    ", west, 200,",
    ",, 400, FIELD_MISSING",
    "lake,, 403, VENUE_NOT_YOURS",
    ", pier, 403, VENUE_NOT_YOURS",
    "park, pier, 403, VENUE_NOT_YOURS",
    "park, desk, 403, VENUE_NOT_YOURS",
    "nowhere,, 403, VENUE_NOT_YOURS",
    ", nowhere, 403, VENUE_NOT_YOURS",
    "park, nowhere, 403, VENUE_NOT_YOURS",
  })
  void aClientOfAnAreaSaysWhereItIsAndOnlyInside(
      @Nullable String venue, @Nullable String checkpoint, int status, @Nullable String code) {
    String vendor = area("verify");
    Reply reply = scan(vendor, at(venue, checkpoint));
    assertThat(reply.status()).isEqualTo(status);
    if (code == null) {
      assertThat(reply.json().getString("result")).isEqualTo("VALID");
    } else {
      assertThat(reply.code()).isEqualTo(code);
      assertThat(reply.field()).isEqualTo(checkpoint == null ? "$.venue" : "$.checkpoint");
    }
    Reply bundle = api.get("/v1/offline-bundle" + (venue == null ? "" : "?venue=" + venue), vendor);
    boolean inside = "park".equals(venue);
    assertThat(bundle.status()).isEqualTo(inside ? 200 : venue == null ? 400 : 403);
  }

  @ParameterizedTest
  @CsvSource({
    "park, east, 200",
    "park,, 200",
    ", east, 200",
    ",, 200",
    "park, west, 403",
    "bank,, 403",
    ", desk, 403",
    "area,, 403",
  })
  void aClientOfOnePlaceIsThereWhateverItSays(
      @Nullable String venue, @Nullable String checkpoint, int status) {
    String gate = client("park", "east", Terms.NONE);
    assertThat(scan(gate, at(venue, checkpoint)).status()).isEqualTo(status);
  }

  @Test
  void answersABatchEntryByEntry() {
    String vendor = area("verify");
    JsonObject good = at(null, "east").put("code", api.liveCode(card)).put("requestId", "a");
    JsonObject bad = at(null, "pier").put("code", api.liveCode(card)).put("requestId", "b");
    String body = "{\"verifications\":[" + good.encode() + "," + bad.encode() + "]}";
    Reply reply = api.post("/v1/verifications/batch", vendor, body);
    List<?> all = reply.json().getJsonArray("verifications").getList();
    assertThat(all.get(0).toString()).contains("VALID");
    assertThat(all.get(1).toString()).contains("VENUE_NOT_YOURS", "$.verifications[1].checkpoint");
  }

  @Test
  void tellsAttendedCheckpointsOfAnAreaApart() {
    String vendor = area("verify");
    String code = api.liveCode(card);
    JsonObject scan = new JsonObject().put("code", code);
    for (String[] step :
        new String[][] {{"east", "VALID"}, {"east", "VALID"}, {"west", "CODE_USED"}}) {
      JsonObject body = scan.copy().put("checkpoint", step[0]);
      body.put("requestId", "r-" + api.names.incrementAndGet());
      assertThat(api.verify(vendor, body).json().getString("result")).isEqualTo(step[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "verify:park, east,, 200, VALID",
    "verify:park, desk,, 403, SCOPE_MISSING",
    "verify:bank, east,, 403, SCOPE_MISSING",
    "verify:sports, east,, 403, SCOPE_MISSING",
    "verify:item:TOURISM_FITNESS.FREE_ENTRY, east,, 200, VALID",
    "verify:item:TOURISM_FITNESS.FREE_ENTRY, east, TOURISM_FITNESS.FREE_ENTRY, 200, VALID",
    "verify:item:MEDICAL.GREEN_CHANNEL, east,, 200, VENUE_NOT_COVERED",
    "verify:item:MEDICAL.GREEN_CHANNEL, east, TOURISM_FITNESS.FREE_ENTRY, 403, SCOPE_MISSING",
    "verify:park verify:item:MEDICAL.GREEN_CHANNEL, east, TOURISM_FITNESS.FREE_ENTRY, 200, VALID",
  })
  void reachesWhatItsScopesName(
      String scopes, String checkpoint, @Nullable String item, int status, String said) {
    JsonObject where = at(null, checkpoint);
    Reply reply = scan(area(scopes.split(" ", -1)), item == null ? where : where.put("item", item));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(status == 200 ? reply.json().getString("result") : reply.code()).isEqualTo(said);
  }

  @Test
  void aGateOfOnePlaceIsHeldToItsReachToo() {
    Terms bank = Terms.NONE.with(Reach.parse(List.of("verify:bank")).orElseThrow());
    assertThat(scan(client("park", "east", bank), new JsonObject()).code())
        .isEqualTo("SCOPE_MISSING");
    Terms item = Terms.NONE.with(Reach.parse(List.of("verify:item:" + ITEM)).orElseThrow());
    Reply reply = scan(client("park", "east", item), new JsonObject());
    assertThat(reply.json().getJsonObject("benefit").getString("item")).isEqualTo(ITEM);
  }

  @Test
  void refusesPastTheQuotaOfTheMinuteUntilTheNextOne() {
    api.close();
    api = new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()), doors());
    card = api.card(TalentClass.B);
    String gate = client("park", "east", Terms.NONE.with(new Quota(2, 3)));
    Reply first = scan(gate, new JsonObject());
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("RateLimit-Policy"))
        .endsWith(", \"quota-minute\";q=2;w=60, \"quota-day\";q=3;w=86400");
    assertThat(first.header("RateLimit"))
        .endsWith(", \"quota-minute\";r=1;t=60, \"quota-day\";r=2;t=50400");
    assertThat(scan(gate, new JsonObject()).header("RateLimit"))
        .contains("\"quota-minute\";r=0;t=60");
    Reply over = scan(gate, new JsonObject());
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.code()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(over.header("Retry-After")).isEqualTo("60");
    assertThat(over.header("RateLimit-Policy")).isEqualTo("\"quota-minute\";q=2;w=60");
    api.clock.move(Duration.ofSeconds(60));
    assertThat(scan(gate, new JsonObject()).status()).isEqualTo(200);
    Reply day = scan(gate, new JsonObject());
    assertThat(day.header("RateLimit-Policy")).isEqualTo("\"quota-day\";q=3;w=86400");
    // Noon of Jinan is 10:00 UTC+8 in this test: 14 hours less one minute are left of its day.
    assertThat(day.header("Retry-After")).isEqualTo(Long.toString(14 * 3600 - 60));
  }

  private org.goldcard.web.limit.Doors doors() {
    return doors.quotasBy(clockOfNext()).doors();
  }

  /** The clock of the next API under test stands where that of this one stands. */
  private java.time.InstantSource clockOfNext() {
    return () -> api.clock.instant();
  }

  @Test
  void countsABatchByItsEntries() {
    api.close();
    api = new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()), doors());
    String gate = client("park", "east", Terms.NONE.with(new Quota(3, 0)));
    String three =
        "{\"verifications\":[{\"code\":\"x\",\"requestId\":\"1\"},"
            + "{\"code\":\"x\",\"requestId\":\"2\"},{\"code\":\"x\",\"requestId\":\"3\"}]}";
    assertThat(api.post("/v1/verifications/batch", gate, three).status()).isEqualTo(200);
    assertThat(api.post("/v1/verifications/batch", gate, three).code()).isEqualTo("QUOTA_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 200",
    "10.2.0.1, 403",
    "2001:db8::1, 200",
    "2001:db9::1, 403",
    "'10.1.2.3, 10.2.0.1', 403",
    "'10.2.0.1, 10.1.2.3', 200",
    "unknown, 403",
  })
  void letsAClientInFromItsAddressesAlone(String forwarded, int status) {
    List<AddressRange> ranges =
        List.of(
            AddressRange.parse("10.1.0.0/16").orElseThrow(),
            AddressRange.parse("2001:db8::/32").orElseThrow());
    String gate = client("park", "east", Terms.NONE.from(ranges));
    Reply reply =
        api.send(
            api.request("/v1/offline-bundle")
                .header("Authorization", gate)
                .header("X-Forwarded-For", forwarded));
    assertThat(reply.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(reply.code()).isEqualTo("ADDRESS_DENIED");
    }
  }
}
