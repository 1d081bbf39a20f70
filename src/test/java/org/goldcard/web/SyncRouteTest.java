package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.goldcard.venues.device.Heartbeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scanners that come back: queued scans and heartbeats. */
class SyncRouteTest {
  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    api.clock.move(Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject scan(String requestId) {
    return new JsonObject()
        .put("code", api.liveCode(card))
        .put("scannedAt", api.clock.instant().toString())
        .put("requestId", requestId)
        .put("decision", "ADMITTED")
        .put("checks", "OWN_ID");
  }

  private JsonArray sync(String checkpoint, Instant sentAt, JsonObject... scans) {
    JsonObject body = new JsonObject().put("sentAt", sentAt.toString());
    body.put("scans", new JsonArray(List.of(scans)));
    Reply reply = api.post("/v1/verifications/sync", api.scanner(checkpoint), body.encode());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("scans");
  }

  private JsonArray sync(JsonObject... scans) {
    return sync("east", api.clock.instant(), scans);
  }

  @Test
  void judgesWhatWasRightWhenItWasScanned() {
    JsonObject before = scan("r-0");
    api.clock.move(Duration.ofMinutes(10));
    api.post("/v1/cards/" + card.number() + "/loss-report", api.office(), "");
    api.clock.move(Duration.ofMinutes(1));
    JsonObject after = scan("r-1");
    JsonArray answers = sync(before, after);
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo("VALID_OFFLINE");
    assertThat(answers.getJsonObject(0).getJsonObject("status").encode())
        .isEqualTo("{\"atScan\":\"ACTIVE\",\"now\":\"STOPPED\"}");
    assertThat(answers.getJsonObject(1).getString("result")).isEqualTo("CARD_UNAVAILABLE");
    assertThat(api.offline.records).hasSize(2);
    assertThat(api.offline.records.get(0).flags()).containsExactly(ScanRecord.Flag.OFFLINE);
  }

  @Test
  void setsTheScannersClockRight() {
    Duration off = Duration.ofMinutes(7);
    JsonObject scan = scan("r-0");
    scan.put("scannedAt", api.clock.instant().plus(off).toString());
    api.clock.move(Duration.ofHours(1));
    JsonObject answer = sync("east", api.clock.instant().plus(off), scan).getJsonObject(0);
    assertThat(answer.getString("result")).isEqualTo("VALID_OFFLINE");
    JsonObject uncorrected = sync("west", api.clock.instant(), scan).getJsonObject(0);
    assertThat(uncorrected.getString("result")).isEqualTo("CODE_EXPIRED");
  }

  @Test
  void filesAScanOnceHoweverOftenItIsSent() {
    JsonObject scan = scan("r-0");
    api.clock.move(Duration.ofMinutes(10));
    assertThat(sync(scan).getJsonObject(0).getBoolean("repeat")).isFalse();
    JsonObject again = sync(scan).getJsonObject(0);
    assertThat(again.getBoolean("repeat")).isTrue();
    assertThat(again.getString("result")).isEqualTo("VALID_OFFLINE");
    assertThat(again.containsKey("doubleUse")).isFalse();
    JsonObject reused = sync(scan("r-0")).getJsonObject(0);
    assertThat(reused.getString("code")).isEqualTo("REQUEST_ID_REUSED");
    assertThat(reused.getString("field")).isEqualTo("$.scans[0].requestId");
  }

  @Test
  void tellsWhereACodeWasUsedBesidesOffline() {
    JsonObject scan = scan("r-0");
    String at = scan.getString("scannedAt");
    api.clock.move(Duration.ofHours(2));
    assertThat(sync(scan).getJsonObject(0).containsKey("doubleUse")).isFalse();
    JsonObject use =
        sync("west", api.clock.instant(), scan).getJsonObject(0).getJsonObject("doubleUse");
    assertThat(use.getString("checkpoint")).isEqualTo("east");
    assertThat(use.getString("at")).isEqualTo(at);
    assertThat(use.getJsonObject("own").getString("checkpoint")).isEqualTo("west");
    assertThat(use.getJsonObject("own").getString("at")).isEqualTo(at);
  }

  @Test
  void tellsWhereACodeWasUsedBesidesOnlineAndBurnsItWhileItLives() {
    JsonObject scan = scan("r-0");
    JsonObject online = new JsonObject().put("code", scan.getString("code")).put("requestId", "o");
    api.verify(api.scanner("west"), online);
    JsonObject use = sync(scan).getJsonObject(0).getJsonObject("doubleUse");
    assertThat(use.getString("checkpoint")).isEqualTo("west");
    JsonObject other = scan("r-1");
    assertThat(sync(other)).hasSize(1);
    JsonObject late = new JsonObject().put("code", other.getString("code")).put("requestId", "p");
    assertThat(api.verify(api.scanner("west"), late).json().getString("result"))
        .isEqualTo("CODE_USED");
  }

  @Test
  void letsASingleScanGoBeforeTheRestOfALongQueue() {
    api.close();
    api = new ApiUnderTest(HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none()));
    card = api.card(TalentClass.B);
    AtomicInteger named = new AtomicInteger();
    api.offline.tick = () -> slowly(named);
    JsonObject[] queue =
        IntStream.range(0, 1000).mapToObj(i -> scan("q-" + i)).toArray(JsonObject[]::new);
    CompletableFuture<JsonArray> sync = CompletableFuture.supplyAsync(() -> sync(queue));
    Awaitility.await().until(() -> named.get() > 0);
    JsonObject single = new JsonObject().put("code", api.liveCode(card)).put("requestId", "one");
    assertThat(api.verify(api.scanner("west"), single).status()).isEqualTo(200);
    assertThat(named).hasValueLessThan(500);
    assertThat(sync.join()).hasSize(1000);
    assertThat(named).hasValue(1000);
  }

  private static void slowly(AtomicInteger named) {
    named.incrementAndGet();
    LockSupport.parkNanos(300_000);
  }

  @Test
  void putsAProblemInThePlaceOfABadEntryAndJudgesTheOthers() {
    JsonObject good = scan("r-0");
    JsonArray answers =
        sync(
            good,
            scan("r-0"),
            scan("r-2").put("decision", "MAYBE"),
            scan("r-3").put("scannedAt", "yesterday"),
            scan("r-4").put("scannedAt", api.clock.instant().plusSeconds(60).toString()),
            scan("r-5").put("scannedAt", api.clock.instant().minusSeconds(8 * 86_400).toString()),
            scan("r-6").put("code", "not.a.code"),
            new JsonObject());
    assertThat(answers.getJsonObject(0).getString("result")).isEqualTo("VALID_OFFLINE");
    assertProblem(answers, 1, "FIELD_DUPLICATE", ".requestId");
    assertProblem(answers, 2, "FIELD_VALUE", ".decision");
    assertProblem(answers, 3, "FIELD_VALUE", ".scannedAt");
    assertProblem(answers, 4, "FIELD_VALUE", ".scannedAt");
    assertProblem(answers, 5, "FIELD_VALUE", ".scannedAt");
    assertThat(answers.getJsonObject(6).getString("result")).isEqualTo("BAD_CODE");
    assertProblem(answers, 7, "FIELD_MISSING", ".code");
  }

  private static void assertProblem(JsonArray answers, int place, String code, String field) {
    assertThat(answers.getJsonObject(place).getString("code")).isEqualTo(code);
    assertThat(answers.getJsonObject(place).getString("field"))
        .isEqualTo("$.scans[" + place + "]" + field);
  }

  @Test
  void aHeartbeatMeasuresTheClockAndTellsWhatIsNew() {
    api.offline.catchUp();
    Reply reply = beat(api.clock.instant().plusMillis(400), 200);
    assertThat(reply.json().getDouble("skew")).isEqualTo(0.5);
    assertThat(reply.json().containsKey("warning")).isFalse();
    assertThat(reply.json().getJsonArray("kids")).containsExactly("L01");
    assertThat(reply.json().getString("bundle"))
        .isEqualTo(api.get("/v1/offline-bundle", api.scanner("east")).header("ETag"));
    assertThat(reply.json().getLong("rev")).isPositive();
    JsonObject late = beat(api.clock.instant().minusSeconds(31), 0).json();
    assertThat(late.getJsonObject("warning").getString("code")).isEqualTo("CLOCK_SKEW");
    assertThat(late.getDouble("skew")).isEqualTo(-31.0);
  }

  @Test
  void aHeartbeatIsHandedOnAsItWasMeasured() {
    assertThat(beat(api.clock.instant().plusMillis(400), 200).status()).isEqualTo(200);
    Heartbeat.State state = new Heartbeat.State(null, 2L, "1.2.0", 3, 80);
    assertThat(api.offline.heard)
        .singleElement()
        .satisfies(heard -> assertThat(heard.state()).isEqualTo(state))
        .satisfies(heard -> assertThat(heard.skew()).isEqualTo(Duration.ofMillis(500)))
        .satisfies(heard -> assertThat(heard.checkpoint()).isEqualTo("east"));
  }

  private Reply beat(Instant sentAt, int roundTrip) {
    JsonObject body = new JsonObject().put("sentAt", sentAt.toString()).put("roundTrip", roundTrip);
    body.put("queue", 3).put("battery", 80).put("appVersion", "1.2.0").put("rev", 2);
    return api.post("/v1/devices/heartbeat", api.scanner("east"), body.encode());
  }

  @Test
  void countsWhatDevicesSaidLately() {
    assertThat(beat(api.clock.instant(), 0).status()).isEqualTo(200);
    assertThat(figure("goldcard.devices.seen")).isEqualTo(1);
    assertThat(figure("goldcard.devices.queued")).isEqualTo(3);
    assertThat(figure("goldcard.devices.skewed")).isZero();
    assertThat(beat(api.clock.instant().plusSeconds(40), 0).status()).isEqualTo(200);
    assertThat(figure("goldcard.devices.skewed")).isEqualTo(1);
    api.clock.move(Duration.ofMinutes(5));
    assertThat(figure("goldcard.devices.skewed")).as("of devices heard lately").isZero();
  }

  /** 30 s either way are accepted; beyond, the answer is CLOCK_SKEW with the measured offset. */
  @Test
  void aClockMayBeHalfAMinuteWrongAndNoMore() {
    for (long millis : new long[] {-30_000, -29_999, 0, 30_000}) {
      JsonObject beat = beat(api.clock.instant().plusMillis(millis), 0).json();
      assertThat(beat.containsKey("warning")).as(millis + " ms").isFalse();
      assertThat(beat.getDouble("skew")).isEqualTo(millis / 1000.0);
    }
    for (long millis : new long[] {-30_001, 30_001, 7_200_000}) {
      JsonObject beat = beat(api.clock.instant().plusMillis(millis), 0).json();
      assertThat(beat.getJsonObject("warning").getString("code")).isEqualTo("CLOCK_SKEW");
      assertThat(beat.getDouble("skew")).as("measured").isEqualTo(millis / 1000.0);
    }
    JsonObject traveller = beat(api.clock.instant().plusMillis(30_500), 1000).json();
    assertThat(traveller.getDouble("skew")).as("half of the round trip counts").isEqualTo(31.0);
    assertThat(traveller.containsKey("warning")).isTrue();
  }

  @Test
  void aDeviceIsToldOfItsOwnHoursAndOfNoOthers() {
    Instant hour = api.clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
    api.offline.hours.add(new ScanHours.Hour(hour, at("gate-east", "east"), 112, 3, 1));
    api.offline.hours.add(new ScanHours.Hour(hour, at("gate-west", "west"), 7, 0, 0));
    JsonObject mine = api.get("/v1/devices/activity", api.scanner("east")).json();
    assertThat(mine.getString("from")).isEqualTo("2026-11-22T03:00:00Z");
    assertThat(mine.getJsonArray("hours").encode())
        .isEqualTo(
            "[{\"hour\":\"2026-11-23T00:00:00Z\",\"venue\":\"park\",\"checkpoint\":\"east\","
                + "\"passed\":112,\"refused\":3,\"degraded\":1}]");
    JsonObject now = api.get("/v1/devices/activity?hours=1", api.scanner("east")).json();
    assertThat(now.getString("from")).isEqualTo("2026-11-23T02:00:00Z");
    assertThat(now.getJsonArray("hours")).isEmpty();
    for (String bad : List.of("0", "169", "1.5", "-1", "")) {
      Reply reply = api.get("/v1/devices/activity?hours=" + bad, api.scanner("east"));
      assertThat(reply.status()).as(bad).isEqualTo(400);
      assertThat(reply.json().getString("field")).isEqualTo("query.hours");
    }
  }

  private static ScanRecord.Place at(String client, String checkpoint) {
    return new ScanRecord.Place("park", checkpoint, client);
  }

  private double figure(String name) {
    return Objects.requireNonNull(api.meters.find(name).gauge()).value();
  }
}
