package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;
import org.goldcard.web.DoorRequests.Where;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of a venue learns nothing about any other: not what it did, not that it exists. */
class NeighbourTest {
  private ApiUnderTest api;
  private DoorRequests requests;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    requests = new DoorRequests(api);
    card = api.card(TalentClass.B);
    api.gate.alsoKnown = "bank";
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String at(String id, String venue, @Nullable String checkpoint, Terms terms) {
    api.terms.put(id, terms);
    return api.bearer(
        new Access(id, EnumSet.of(Scope.VERIFY), venue, checkpoint, true, api.end())
            .reaching(terms.reach()));
  }

  private String park() {
    return at("park-east", Gate.VENUE, "east", Terms.NONE);
  }

  private String bank() {
    return at("bank-desk", "bank", "desk", Terms.NONE);
  }

  private String area(String scope) {
    Reach reach = Reach.parse(List.of(scope)).orElseThrow();
    return at("vendor", "area", null, Terms.NONE.inArea(true).with(reach));
  }

  /** Everything of an answer that a client can see, under one name of the request. */
  private Map<String, String> seen(DoorRow row, String bearer, Where where) {
    api.names.set(1000);
    Reply reply =
        api.send(
            requests
                .right(row, where)
                .header("Authorization", bearer)
                .header("X-Request-Id", "same"));
    Map<String, String> all = new TreeMap<>();
    reply.response().headers().map().forEach((name, values) -> all.put(name, "" + values));
    // What is left of its limits grows less with every request, whatever is asked.
    all.keySet().removeIf(name -> name.startsWith("ratelimit"));
    all.put("status", "" + reply.status());
    all.put("body", reply.text());
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v1/verifications",
    "POST /v1/verifications/batch",
    "POST /v1/verifications/sync",
    "POST /v1/devices/heartbeat",
    "GET /v1/offline-bundle",
  })
  void isAnsweredOfAVenueOfOthersAsOfOneThatIsNowhere(String route) {
    DoorRow row = Objects.requireNonNull(DoorRow.TABLE.get(route));
    for (String bearer : List.of(park(), area("verify"), area("verify:park"))) {
      Map<String, String> nowhere = seen(row, bearer, new Where("nowhere", null));
      assertThat(nowhere.get("body")).contains("VENUE_NOT_YOURS").doesNotContain("nowhere");
      assertThat(seen(row, bearer, new Where("lake", null))).isEqualTo(nowhere);
      if (row.place().equals("query")) {
        continue;
      }
      Map<String, String> desk = seen(row, bearer, new Where(null, "nowhere"));
      assertThat(desk.get("body")).contains("VENUE_NOT_YOURS").doesNotContain("nowhere");
      for (Where where :
          List.of(
              new Where(null, "pier"),
              new Where("lake", "pier"),
              new Where("lake", "nowhere"),
              new Where("nowhere", "pier"),
              new Where(Gate.VENUE, "pier"),
              new Where(Gate.VENUE, "desk"),
              new Where(Gate.VENUE, "nowhere"))) {
        assertThat(seen(row, bearer, where)).as("" + where).isEqualTo(desk);
      }
    }
  }

  @Test
  void hasARowHereForEveryRouteThatNamesAPlace() {
    assertThat(DoorRow.TABLE.values().stream().filter(row -> !row.place().equals("-"))).hasSize(5);
  }

  private JsonObject scan(String code, String requestId) {
    return new JsonObject().put("code", code).put("requestId", requestId);
  }

  @Test
  void isToldThatACodeWasUsedButNotWhere() {
    String code = api.liveCode(card);
    assertThat(api.verify(bank(), scan(code, "1")).json().getString("result")).isEqualTo("VALID");
    Reply used = api.verify(park(), scan(code, "1"));
    assertThat(used.json().getString("result")).isEqualTo("CODE_USED");
    assertThat(used.text()).doesNotContain("bank", "desk");
    assertThat(used.json().fieldNames()).doesNotContain("visit");
  }

  @Test
  void countsTheVisitsOfItsOwnVenueAlone() {
    api.verify(bank(), scan(api.liveCode(card), "1"));
    api.clock.move(Duration.ofMinutes(1));
    Reply first = api.verify(park(), scan(api.liveCode(card), "2"));
    assertThat(first.json().getJsonObject("visit").getInteger("count")).isEqualTo(1);
    assertThat(first.text()).doesNotContain("bank", "desk");
  }

  private JsonObject sync(String bearer, JsonObject scan) {
    String now = api.clock.instant().toString();
    scan.put("scannedAt", now).put("decision", "ADMITTED");
    JsonObject body = new JsonObject().put("sentAt", now).put("scans", new JsonArray().add(scan));
    Reply reply = api.post("/v1/verifications/sync", bearer, body.encode());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("scans").getJsonObject(0);
  }

  @Test
  void isToldOfItsQueuedScansThatACodeWasUsedElsewhereButNotWhere() {
    String code = api.liveCode(card);
    api.verify(bank(), scan(code, "online"));
    JsonObject elsewhere = sync(park(), scan(code, "queued"));
    assertThat(elsewhere.getBoolean("usedElsewhere")).isTrue();
    assertThat(elsewhere.fieldNames()).doesNotContain("doubleUse");
    assertThat(elsewhere.encode()).doesNotContain("bank", "desk", "online");
  }

  @Test
  void isToldWhereWhenTheOtherPlaceIsItsOwnToo() {
    String code = api.liveCode(card);
    String west = at("park-west", Gate.VENUE, "west", Terms.NONE);
    api.verify(west, scan(code, "1"));
    JsonObject own = sync(park(), scan(code, "2"));
    assertThat(own.getJsonObject("doubleUse").getString("checkpoint")).isEqualTo("west");
    assertThat(own.fieldNames()).doesNotContain("usedElsewhere");
    String again = api.liveCode(api.card(TalentClass.A));
    api.verify(bank(), scan(again, "3"));
    JsonObject queued = scan(again, "4").put("scannedAt", api.clock.instant().toString());
    queued.put("decision", "ADMITTED");
    JsonObject body =
        new JsonObject()
            .put("sentAt", api.clock.instant().toString())
            .put("checkpoint", "east")
            .put("scans", new JsonArray().add(queued));
    Reply whole = api.post("/v1/verifications/sync", area("verify"), body.encode());
    assertThat(whole.text()).contains("\"doubleUse\":{\"venue\":\"bank\"");
  }

  @Test
  void isGivenTheRulesOfItsOwnVenueAlone() {
    String bundle = api.get("/v1/offline-bundle", park()).text();
    String content =
        new String(
            Base64.getUrlDecoder().decode(bundle.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    assertThat(content).contains("\"" + Gate.VENUE + "\"").doesNotContain("bank", "lake", "desk");
  }

  @Test
  void mayUseTheNamesThatAnotherGaveItsRequests() {
    String first = api.verify(bank(), scan(api.liveCode(card), "1")).json().getString("result");
    Card other = api.card(TalentClass.A);
    Reply second = api.verify(park(), scan(api.liveCode(other), "1"));
    assertThat(first).isEqualTo("VALID");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().getBoolean("repeat")).isFalse();
  }
}
