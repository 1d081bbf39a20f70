package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.awaitility.Awaitility;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scanner hears while it listens, and when it comes back. */
@Timeout(30)
class EventsTest {
  private static final LocalDate END = LocalDate.of(2031, 11, 22);
  private static final int CARD = 42;
  private static final int PASS = PublishedList.SIZE + 7;

  private final ApiUnderTest api = new ApiUnderTest();

  @AfterEach
  void stop() {
    api.close();
  }

  private EventListener listen(@Nullable String last) throws Exception {
    return listen(last, api.scanner("east"));
  }

  private EventListener listen(@Nullable String last, String bearer) throws Exception {
    HttpRequest.Builder request = api.request("/v1/events").header("Authorization", bearer);
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    return new EventListener(
        api.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  private static StatusWord card(CardState state) {
    return StatusWord.card(state, TalentClass.A, END, Instant.EPOCH);
  }

  private static StatusWord pass(int card) {
    return StatusWord.pass(false, TalentClass.A, END, card);
  }

  private static JsonArray entry(int list, int index, int bit) {
    return new JsonArray().add(list).add(index).add(bit);
  }

  @Test
  void saysAtOnceHowFreshTheListIsAndAgainEverySecond() throws Exception {
    try (EventListener scanner = listen(null)) {
      assertThat(scanner.response().statusCode()).isEqualTo(200);
      assertThat(scanner.response().headers().firstValue("Content-Type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(scanner.response().headers().firstValue("Cache-Control")).hasValue("no-store");
      for (int i = 0; i < 2; i++) {
        EventListener.Event status = scanner.next("status");
        assertThat(status.id()).isEqualTo("1.0");
        assertThat(status.data().encode())
            .isEqualTo(
                "{\"serverTime\":\"2026-11-23T02:00:00Z\",\"asOf\":\"2026-11-23T01:59:59.800Z\","
                    + "\"age\":0.2,\"source\":\"redis\",\"epoch\":1,\"rev\":0}");
      }
    }
  }

  @Test
  void tellsTheBitOfACardAtOnceAndThoseOfItsPassesAfterIt() throws Exception {
    api.feed.change(Kind.CARD, CARD, card(CardState.ACTIVE));
    api.feed.change(Kind.PASS, PASS, pass(CARD));
    api.feed.change(Kind.PASS, PASS + 1, pass(CARD + 1));
    try (EventListener scanner = listen(null)) {
      assertThat(scanner.next("status").id()).isEqualTo("1.3");
      api.feed.change(Kind.CARD, CARD, card(CardState.LOST));
      EventListener.Event card = scanner.next("change");
      assertThat(card.id()).isEqualTo("1.4");
      assertThat(card.data().getInteger("rev")).isEqualTo(4);
      assertThat(card.entries()).isEqualTo(new JsonArray().add(entry(0, CARD, 1)));
      EventListener.Event passes = scanner.next("change");
      assertThat(passes.entries()).isEqualTo(new JsonArray().add(entry(1, 7, 1)));
      api.feed.change(Kind.CARD, CARD, card(CardState.ACTIVE));
      assertThat(scanner.next("change").entries())
          .isEqualTo(new JsonArray().add(entry(0, CARD, 0)));
      assertThat(scanner.next("change").entries()).isEqualTo(new JsonArray().add(entry(1, 7, 0)));
    }
  }

  @Test
  void goesOnWhereTheScannerWas() throws Exception {
    try (EventListener first = listen(null)) {
      assertThat(first.next("status").id()).isEqualTo("1.0");
      api.feed.change(Kind.CARD, 1, card(CardState.LOST));
      assertThat(first.next("change").id()).isEqualTo("1.1");
    }
    api.feed.change(Kind.CARD, 2, card(CardState.LOST));
    api.feed.change(Kind.CARD, 3, card(CardState.LOST));
    api.feed.change(Kind.CARD, 3, card(CardState.ACTIVE));
    try (EventListener again = listen("1.1")) {
      EventListener.Event missed = again.next("change");
      assertThat(missed.id()).isEqualTo("1.4");
      assertThat(missed.entries())
          .isEqualTo(new JsonArray().add(entry(0, 1, 1)).add(entry(0, 2, 1)).add(entry(0, 3, 0)));
      assertThat(again.next("status").id()).isEqualTo("1.4");
    }
    for (String elsewhere : new String[] {"2.1", "1.9", "0.0"}) {
      try (EventListener lost = listen(elsewhere)) {
        assertThat(lost.next())
            .extracting(EventListener.Event::name)
            .as(elsewhere)
            .isEqualTo("reload");
      }
    }
  }

  @Test
  void saysReloadAfterAGapARollbackAndMoreThanCanBeTold() throws Exception {
    try (EventListener scanner = listen(null)) {
      assertThat(scanner.next("status").id()).isEqualTo("1.0");
      api.feed.reload(1, 10);
      assertThat(scanner.next("reload").id()).isEqualTo("1.10");
      api.feed.reload(1, 4);
      assertThat(scanner.next("reload").id()).isEqualTo("1.4");
      api.feed.reload(2, 4);
      assertThat(scanner.next("reload").id()).isEqualTo("2.4");
      for (int i = 0; i < 2500; i++) {
        api.feed.change(Kind.CARD, i, card(CardState.LOST));
      }
      EventListener.Event reload = scanner.next("reload");
      assertThat(reload.data().getInteger("rev")).isBetween(1005, 2504);
    }
  }

  @Test
  void saysThatRulesAndKeysChangedButOfClientsOnlyTheRevision() throws Exception {
    try (EventListener scanner = listen(null)) {
      assertThat(scanner.next("status").id()).isEqualTo("1.0");
      api.feed.change(Kind.CLIENT, 1, new StatusWord(1));
      assertThat(scanner.next()).extracting(EventListener.Event::name).isEqualTo("status");
      api.feed.change(Kind.RULES, 2, new StatusWord(1));
      assertThat(scanner.next())
          .as("not before bundles carry the new rules")
          .extracting(EventListener.Event::name)
          .isEqualTo("status");
      api.feed.streams.rulesChanged();
      assertThat(scanner.next("rules").id()).isEqualTo("1.2");
      api.feed.change(Kind.KEY, 3, new StatusWord(1));
      assertThat(scanner.next("keys").id()).isEqualTo("1.3");
    }
  }

  @Test
  void endsWithTheTokenAndWithTheClient() throws Exception {
    try (EventListener east = listen(null);
        EventListener west = listen(null, api.scanner("west"))) {
      api.stopped.add("gate-west");
      EventListener.Event close = west.next("close");
      assertThat(close.data().getString("reason")).isEqualTo("client");
      assertThat(close.data().getDouble("retryAfter")).isBetween(1.0, 5.0);
      assertThat(west.next()).isNull();
      api.clock.move(Duration.ofMinutes(10));
      assertThat(east.next("close").data().getString("reason")).isEqualTo("token");
      assertThat(east.next()).isNull();
    }
    Awaitility.await().until(() -> api.feed.places.taken() == 0);
  }

  @Test
  void sendsAllAwayWhenTheNodeStops() throws Exception {
    try (EventListener scanner = listen(null)) {
      assertThat(scanner.next("status")).isNotNull();
      api.doors.leave();
      api.feed.streams.close();
      assertThat(scanner.next("close").data().getString("reason")).isEqualTo("stopping");
      assertThat(scanner.next()).isNull();
    }
    assertThat(api.get("/v1/events", api.scanner("east")).code()).isEqualTo("OVERLOADED");
  }

  @Test
  void givesAClientNoMoreStreamsThanItMayHave() throws Exception {
    EventListener[] open = new EventListener[EventFeed.PER_CLIENT];
    for (int i = 0; i < open.length; i++) {
      open[i] = listen(null);
      assertThat(open[i].next("status")).isNotNull();
    }
    Reply refused = api.get("/v1/events", api.scanner("east"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("30");
    open[0].close();
    Awaitility.await().until(() -> api.feed.places.taken() == EventFeed.PER_CLIENT - 1);
    try (EventListener again = listen(null)) {
      assertThat(again.next("status")).isNotNull();
    }
    for (EventListener listener : open) {
      listener.close();
    }
  }

  @Test
  void hangsUpOnAScannerThatDoesNotRead() throws Exception {
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
      String request =
          "GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + api.scanner("east")
              + "\r\n\r\n";
      deaf.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(() -> api.feed.places.taken() == 1);
      try (EventListener reader = listen(null, api.scanner("west"))) {
        for (int i = 0; api.feed.slowReaders() == 0; i++) {
          for (int n = 0; n < 900; n++) {
            api.feed.change(Kind.CARD, n, card(CardState.LOST));
          }
          assertThat(reader.next("change").entries()).isNotEmpty();
          assertThat(i).as("bounded").isLessThan(1000);
        }
        Awaitility.await().until(() -> api.feed.places.taken() == 1);
      }
    }
  }

  @Test
  void answersHeadAndOldHttpWithoutAStream() throws Exception {
    Reply head =
        api.send(
            api.request("/v1/events")
                .header("Authorization", api.scanner("east"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(api.feed.places.taken()).isZero();
    try (Socket old = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      old.getOutputStream()
          .write(
              ("GET /v1/events HTTP/1.0\r\nAuthorization: " + api.scanner("east") + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(old.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.0 200");
    }
    assertThat(api.feed.places.taken()).isZero();
  }
}
