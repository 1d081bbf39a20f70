package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.Interests.Interest;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.webhook.ScriptedReceiver.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receivers of every bad habit are told: everything, in order for each card. */
class WebhookIT {
  private City city;
  private ScriptedReceiver bank;

  @BeforeEach
  void start() {
    city = new City(WebhookIT.class);
    bank = new ScriptedReceiver(city.vertx, null);
  }

  @AfterEach
  void stop() {
    bank.close();
    city.close();
  }

  private long registered() {
    return city.register("bank", bank.url(), Covers.ALL);
  }

  @Test
  void tellsOfEachChangeOnceWithATokenThatAnotherLibraryVerifies() throws Exception {
    city.node(City.QUICK);
    registered();
    city.issue(7);
    city.change(7, CardState.LOST);
    bank.awaitTaken(2);
    Taken stopped = bank.taken.get(1);
    SignedJWT jwt = SignedJWT.parse(stopped.token());
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("secevent+jwt");
    JWKSet jwks = JWKSet.parse(city.ring.jwks());
    String kid = jwt.getHeader().getKeyID();
    assertThat(kid).startsWith("R");
    assertThat(jwt.verify(new ECDSAVerifier(jwks.getKeyByKeyId(kid).toECKey()))).isTrue();
    JsonObject claims = stopped.claims();
    assertThat(claims.getString("iss")).isEqualTo(City.ISSUER);
    assertThat(claims.getString("aud")).isEqualTo("bank");
    assertThat(claims.getString("txn")).isEqualTo("1.2");
    assertThat(claims.getString("jti")).isEqualTo("bank-1.2");
    assertThat(claims.containsKey("exp")).as("RFC 8417 section 2.2").isFalse();
    assertThat(claims.getJsonObject("sub_id"))
        .isEqualTo(
            new JsonObject().put("format", "iss_sub").put("iss", City.ISSUER).put("sub", "bank-7"));
    long now = Instant.now().getEpochSecond();
    assertThat(claims.getLong("iat")).isBetween(now - 20, now + 1);
    assertThat(claims.getLong("toe")).isBetween(now - 20, now + 1);
    assertThat(stopped.event()).isEqualTo("urn:goldcard:event:card-stopped");
    assertThat(City.said(stopped))
        .as("neither class nor number, nor which stop it is")
        .isEqualTo(new JsonObject().put("state", "STOPPED").put("validUntil", "2031-06-01"));
    assertThat(bank.pushed).as("once").hasSize(2);
  }

  @Test
  void tellsNumberAndClassOnlyToWhoMayKnowThemAndNothingOfWhatPartnersDoNotSee() {
    city.clients.put("bank", EnumSet.allOf(Scope.class));
    city.node(City.QUICK);
    registered();
    city.issue(7);
    city.change(7, CardState.SUSPENDED);
    city.change(7, CardState.LOST);
    LocalDate later = LocalDate.of(2032, 6, 1);
    city.change(7, StatusWord.card(CardState.ACTIVE, TalentClass.B, City.LAST_DAY, Instant.EPOCH));
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    city.change(7, StatusWord.card(CardState.ACTIVE, TalentClass.B, City.LAST_DAY, now));
    city.change(7, StatusWord.card(CardState.ACTIVE, TalentClass.A, later, now));
    bank.awaitTaken(4);
    assertThat(bank.taken.stream().map(Taken::event))
        .containsExactly(
            "urn:goldcard:event:card-issued",
            "urn:goldcard:event:card-stopped",
            "urn:goldcard:event:card-restored",
            "urn:goldcard:event:card-changed");
    assertThat(City.said(bank.taken.get(3)))
        .isEqualTo(
            new JsonObject()
                .put("state", "ACTIVE")
                .put("validUntil", "2032-06-01")
                .put("cls", "A")
                .put("card", City.number(7)));
  }

  @Test
  void tellsAClientOfThoseItIssuedOrAskedAboutAndOfNobodyElse() {
    ScriptedReceiver clinic = new ScriptedReceiver(city.vertx, null);
    city.issue(1);
    city.issue(2);
    city.issue(3);
    registered();
    city.register("clinic", clinic.url(), Covers.KNOWN);
    city.node(City.QUICK);
    Awaited.result(
        city.interests.note(
            List.of(new Interest("clinic", "clinic-1"), new Interest("bank", "bank-2"))));
    TestServers.execute(
        city.url,
        "insert into audit_entry (at, actor_kind, actor_name, action, card_number, reason) values"
            + " (now(), 'CLIENT', 'clinic', 'card.issue', '"
            + City.number(3)
            + "', '')");
    for (int card = 1; card <= 3; card++) {
      city.change(card, CardState.REVOKED);
    }
    bank.awaitTaken(3);
    await().untilAsserted(() -> assertThat(clinic.taken).hasSize(2));
    assertThat(clinic.taken.stream().map(Taken::sub))
        .containsExactlyInAnyOrder("clinic-1", "clinic-3");
    clinic.close();
  }

  @Test
  void losesNothingAndKeepsTheOrderWhileAReceiverFailsInEveryWay() {
    city.node(City.QUICK);
    long id = registered();
    AtomicInteger calls = new AtomicInteger();
    bank.script =
        (request, claims) -> {
          switch (calls.incrementAndGet() % 9) {
            case 1 -> ScriptedReceiver.end(request, 500);
            case 2 -> request.connection().close();
            case 3 -> ScriptedReceiver.end(request, 200);
            case 4 -> request.response().setStatusCode(302).putHeader("Location", "/x").end();
            case 5 -> ScriptedReceiver.end(request, 429);
            case 6 -> request.response().setStatusCode(400).end("{\"err\":\"invalid_key\"}");
            default -> ScriptedReceiver.end(request, 202);
          }
        };
    int events = city.changes(6);
    bank.awaitTaken(events);
    bank.assertInOrder();
    assertThat(city.outcomes(Outcome.REDIRECT)).isPositive();
    assertThat(city.outcomes(Outcome.STATUS)).isPositive();
    assertThat(city.outcomes(Outcome.REFUSED)).isPositive();
    assertThat(city.outcomes(Outcome.CONNECTION)).isPositive();
    await().untilAsserted(() -> assertThat(city.webhook(id).waiting()).isZero());
  }

  @Test
  void aReceiverThatIsKilledAndComesBackMissesNothing() {
    city.node(City.QUICK);
    long id = registered();
    city.issue(1);
    bank.awaitTaken(1);
    bank.close();
    city.change(1, CardState.SUSPENDED);
    city.change(1, CardState.ACTIVE);
    city.issue(2);
    await().untilAsserted(() -> assertThat(city.webhook(id).problem()).isEqualTo("connection"));
    assertThat(city.webhook(id).waiting()).isEqualTo(3);
    bank.open();
    bank.awaitTaken(4);
    bank.assertInOrder();
    assertThat(bank.byHolder().get("bank-1")).containsExactly(1L, 2L, 3L);
    await().untilAsserted(() -> assertThat(city.webhook(id).problem()).isNull());
  }

  @Test
  void oneCardsEventThatIsRefusedHoldsUpItsCardAndNoOther() {
    city.node(City.QUICK);
    registered();
    bank.script =
        (request, claims) ->
            ScriptedReceiver.end(request, claims.getString("jti").equals("bank-1.1") ? 400 : 202);
    int events = city.changes(4);
    bank.awaitTaken(events - 3);
    assertThat(bank.byHolder()).doesNotContainKey("bank-1");
    bank.script = ScriptedReceiver.TAKES;
    bank.awaitTaken(events);
    bank.assertInOrder();
  }

  @Test
  void aSlowReceiverIsGivenUpInTimeAndHoldsUpNoOther() {
    ScriptedReceiver slow = new ScriptedReceiver(city.vertx, null);
    slow.script = (request, claims) -> {};
    city.register("clinic", slow.url(), Covers.ALL);
    city.clients.put("clinic", EnumSet.of(Scope.STATUS));
    city.node(City.QUICK);
    registered();
    int events = city.changes(3);
    long began = System.nanoTime();
    bank.awaitTaken(events);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    await().untilAsserted(() -> assertThat(city.outcomes(Outcome.TIMEOUT)).isPositive());
    slow.script = ScriptedReceiver.TAKES;
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(slow.jtis()).hasSize(events));
    slow.assertInOrder();
    slow.close();
  }

  @Test
  void whatWasTakenButNotAnsweredComesAgainUnderTheSameName() {
    city.node(City.QUICK);
    registered();
    AtomicInteger calls = new AtomicInteger();
    bank.script =
        (request, claims) -> {
          if (calls.incrementAndGet() > 1) {
            ScriptedReceiver.end(request, 202);
          } else {
            request.connection().close();
          }
        };
    city.issue(1);
    bank.awaitTaken(1);
    assertThat(bank.pushed).hasSize(2);
    assertThat(bank.pushed.stream().map(Taken::jti).distinct()).containsExactly("bank-1.1");
  }
}
