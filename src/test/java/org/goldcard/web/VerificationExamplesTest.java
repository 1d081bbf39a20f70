package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every result code as the API answers it, word for word, against the approved examples below
 * {@code src/main/resources/openapi/examples}. An example is approved by a person who wrote or read
 * it; a failing comparison shows the answer to compare with.
 */
class VerificationExamplesTest {
  private static final Path EXAMPLES = Path.of("src/main/resources/openapi/examples");

  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.C);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALID_OFFLINE")
  void answersEachCodeAsApproved(ResultCode code) throws IOException {
    Reply reply = ask(code);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().getString("result")).isEqualTo(code.name());
    String expected =
        Files.readString(
            EXAMPLES.resolve("verification-" + code + ".json"), StandardCharsets.UTF_8);
    assertThat(reply.json().encodePrettily()).isEqualTo(expected.strip());
  }

  @Test
  void hasAnExampleOfEachOnlineCodeAndOfNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith("verif")))
          .hasSize(ResultCode.values().length - 1);
    }
  }

  private Reply ask(ResultCode code) {
    JsonObject scan = scan(api.liveCode(card));
    switch (code) {
      case FREE_FOR_ALL -> api.gate.freeForAll = true;
      case BAD_CODE -> scan.put("code", api.liveCode(card).replace('.', ','));
      case CLOCK_SKEW -> api.clock.move(Duration.ofSeconds(-90));
      case CODE_EXPIRED -> api.clock.move(Duration.ofSeconds(60));
      case LOOKUP_UNAVAILABLE -> typedWhileTheRecordIsAway(scan);
      case CARD_UNAVAILABLE -> stopped();
      case LIST_STALE -> api.gate.age = Duration.ofMillis(5001);
      case CARD_EXPIRED -> expired(scan);
      case LIVE_CODE_REQUIRED -> passOnly(scan);
      case VENUE_NOT_COVERED -> api.gate.covered = false;
      case CLASS_NOT_COVERED -> api.gate.classes = EnumSet.of(TalentClass.A, TalentClass.B);
      case TICKET_MISMATCH -> yesterdaysTrain(scan);
      case TOO_MANY_COMPANIONS -> scan.put("companions", 2);
      case CODE_USED -> usedAtTheWestGate(scan);
      case REPEAT_TODAY -> secondVisit();
      case VALID, VALID_OFFLINE -> api.gate.maxPersons = 2;
    }
    return api.verify(api.scanner("east"), scan);
  }

  private static JsonObject scan(String code) {
    return new JsonObject().put("code", code).put("requestId", "r-1");
  }

  private void typedWhileTheRecordIsAway(JsonObject scan) {
    scan.put("code", card.number().inFours());
    api.gate.recordIsAway = true;
  }

  private void stopped() {
    String path = "/v1/cards/" + card.number() + "/suspension";
    api.post(path, api.office(), "{\"reasonCode\":\"PHONE_LOST\"}");
  }

  private void expired(JsonObject scan) {
    api.clock.set(Instant.parse("2031-11-23T16:00:00Z"));
    scan.put("code", api.liveCode(card));
  }

  private void passOnly(JsonObject scan) {
    api.gate.staticPasses = false;
    scan.put("code", api.passes.sign(card).text());
  }

  private void yesterdaysTrain(JsonObject scan) {
    api.gate.ticketed = true;
    JsonObject ticket = new JsonObject().put("service", "G332");
    scan.put("ticket", ticket.put("scheduledAt", "2026-11-22T10:00:00+08:00"));
  }

  private void usedAtTheWestGate(JsonObject scan) {
    api.verify(api.scanner("west"), scan);
  }

  private void secondVisit() {
    api.gate.visits = SiteRules.Visits.LIMITED;
    api.verify(api.scanner("north"), scan(api.liveCode(card)).put("requestId", "r-0"));
  }
}
