package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Issuing, reading and changing cards over HTTP. */
class CardRoutesTest {
  private ApiUnderTest api;
  private String office;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    office = api.office();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Reply change(Card card, String what, String body) {
    return api.post("/v1/cards/" + card.number() + "/" + what, office, body);
  }

  @Test
  void issuesACardOnceAndAnswersTheSameCardAfterwards() {
    long talent = api.talent(TalentClass.D);
    Reply first = api.post("/v1/cards", office, "{\"talentId\":" + talent + "}");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().getString("state")).isEqualTo("ACTIVE");
    assertThat(first.json().getString("talentClass")).isEqualTo("D");
    assertThat(first.json().getJsonObject("validity").getString("lastDay")).isEqualTo("2031-11-23");
    assertThat(first.json().getLong("rev")).isPositive();
    String number = first.json().getString("number");
    assertThat(first.header("Location")).isEqualTo("/v1/cards/" + number);
    Reply second = api.post("/v1/cards", office, "{\"talentId\":" + talent + "}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().getString("number")).isEqualTo(number);
  }

  @Test
  void issuesByADocumentOfTheTalent() {
    long talent = api.talent(TalentClass.D);
    IdentityDocument document = ApiUnderTest.person((int) talent).documents().get(0);
    JsonObject named =
        new JsonObject().put("type", document.type().name()).put("number", document.number());
    Reply reply = api.post("/v1/cards", office, new JsonObject().put("document", named).encode());
    assertThat(reply.status()).isEqualTo(201);
  }

  @Test
  void refusesATalentNobodyRecognisedAndADocumentThatIsNone() {
    Reply unknown = api.post("/v1/cards", office, "{\"talentId\":99}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.code()).isEqualTo("TALENT_UNKNOWN");
    String body = "{\"document\":{\"type\":\"RIC\",\"number\":\"370102190001010018\"}}";
    Reply invalid = api.post("/v1/cards", office, body);
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.code()).isEqualTo("DOCUMENT_INVALID");
    assertThat(invalid.field()).isEqualTo("$.document.number");
    assertThat(invalid.text()).doesNotContain("370102190001010018");
  }

  @Test
  void readsACardInTheStateItShowsNow() {
    Card card = api.card(TalentClass.A);
    Reply reply = api.get("/v1/cards/" + card.number(), office);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("state")).isEqualTo("ACTIVE");
    assertThat(reply.json().containsKey("name")).isFalse();
    api.clock.move(Duration.ofDays(5 * 366));
    office = api.office();
    assertThat(api.get("/v1/cards/" + card.number(), office).json().getString("state"))
        .isEqualTo("EXPIRED");
  }

  @Test
  void answersANumberThatIsNoneLikeOneNobodyHas() {
    Reply nobody = api.get("/v1/cards/9000000000000001", office);
    Reply none = api.get("/v1/cards/9000000000000002", office);
    Reply words = api.get("/v1/cards/no-number", office);
    for (Reply reply : new Reply[] {nobody, none, words}) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("CARD_UNKNOWN");
    }
  }

  @Test
  void suspendsResumesReportsLostAndCloses() {
    Card card = api.card(TalentClass.C);
    Reply suspended = change(card, "suspension", "{\"reasonCode\":\"SUSPECTED_MISUSE\"}");
    assertThat(suspended.status()).isEqualTo(200);
    assertThat(suspended.json().getString("state")).isEqualTo("SUSPENDED");
    assertThat(api.get("/v1/cards/" + card.number(), office).json().getString("suspendedUntil"))
        .isEqualTo("2026-11-24T02:00:00Z");
    assertThat(change(card, "resumption", "").json().getString("state")).isEqualTo("ACTIVE");
    assertThat(change(card, "loss-report", "{}").json().getString("state")).isEqualTo("LOST");
    Reply closed = change(card, "closure", "{\"reason\":\"DEATH\",\"evidence\":\"历下社注〔2026〕12号\"}");
    assertThat(closed.json().getString("state")).isEqualTo("CLOSED");
    assertThat(closed.json().getLong("rev")).isGreaterThan(suspended.json().getLong("rev"));
    Reply again = change(card, "resumption", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("WRONG_STATE");
  }

  @Test
  void upgradesToTheHigherClassRecognised() {
    Card card = api.card(TalentClass.C);
    assertThat(change(card, "upgrade", "").code()).isEqualTo("NOT_HIGHER");
    Recognition higher = new Recognition(TalentClass.B, LocalDate.of(2026, 11, 20), null);
    api.cards.recognise(card.talentId(), Standing.of(higher));
    Reply upgraded = change(card, "upgrade", "");
    assertThat(upgraded.json().getString("talentClass")).isEqualTo("B");
    assertThat(upgraded.json().getInteger("version")).isEqualTo(2);
  }

  @Test
  void takesNoEvidenceThatCouldBeAPersonsNumber() {
    Card card = api.card(TalentClass.C);
    String body = "{\"reason\":\"DEATH\",\"evidence\":\"370102190001010019\"}";
    Reply reply = change(card, "closure", body);
    assertThat(reply.code()).isEqualTo("FIELD_VALUE");
    assertThat(reply.field()).isEqualTo("$.evidence");
    assertThat(reply.text()).doesNotContain("3701021900");
  }

  @Test
  void answersARepetitionUnderOneKeyWithTheSameReceipt() {
    Card card = api.card(TalentClass.C);
    String path = "/v1/cards/" + card.number() + "/loss-report";
    Reply first = api.send(keyed(path, "key-1", "{}"));
    api.clock.move(Duration.ofMinutes(1));
    Reply again = api.send(keyed(path, "key-1", "{}"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  void refusesOneKeyForTwoRequests() {
    Card card = api.card(TalentClass.C);
    String path = "/v1/cards/" + card.number();
    assertThat(api.send(keyed(path + "/loss-report", "key-1", "{}")).status()).isEqualTo(200);
    Reply other = api.send(keyed(path + "/resumption", "key-1", "{}"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("RETRY_KEY_REUSED");
  }

  @Test
  void asksForAKeyOnEveryWriteAndRefusesABadOne() {
    Card card = api.card(TalentClass.C);
    String path = "/v1/cards/" + card.number() + "/loss-report";
    Reply missing =
        api.send(
            api.request(path)
                .header("Authorization", office)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.field()).isEqualTo("header.Idempotency-Key");
    assertThat(api.send(keyed(path, "k".repeat(65), "{}")).code()).isEqualTo("FIELD_VALUE");
    assertThat(api.card(card.number()).state().name()).isEqualTo("ACTIVE");
  }

  private HttpRequest.Builder keyed(String path, String key, String body) {
    return api.request(path)
        .header("Authorization", office)
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
