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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.Interests.Interest;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.SendEvents;
import org.goldcard.partners.webhook.Webhook;
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

  private void awaitTaken(int events) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(jtis(bank)).hasSize(events));
  }

  private static Set<String> jtis(ScriptedReceiver receiver) {
    Set<String> all = ConcurrentHashMap.newKeySet();
    receiver.taken.forEach(event -> all.add(event.jti()));
    return all;
  }

  private static void assertInOrder(ScriptedReceiver receiver) {
    for (Map.Entry<String, List<Long>> holder : receiver.byHolder().entrySet()) {
      assertThat(holder.getValue()).as(holder.getKey()).isSorted();
    }
  }

  /** Issues cards and stops and restores each in turn: three events for each card. */
  private int changes(int cards) {
    for (int card = 1; card <= cards; card++) {
      city.issue(card);
    }
    for (CardState state : List.of(CardState.SUSPENDED, CardState.ACTIVE)) {
      for (int card = 1; card <= cards; card++) {
        city.change(card, state);
      }
    }
    return 3 * cards;
  }

  @Test
  void tellsOfEachChangeOnceWithATokenThatAnotherLibraryVerifies() throws Exception {
    city.node(City.QUICK);
    registered();
    city.issue(7);
    city.change(7, CardState.LOST);
    awaitTaken(2);
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
    awaitTaken(4);
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
    awaitTaken(3);
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
    int events = changes(6);
    awaitTaken(events);
    assertInOrder(bank);
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
    awaitTaken(1);
    bank.close();
    city.change(1, CardState.SUSPENDED);
    city.change(1, CardState.ACTIVE);
    city.issue(2);
    await().untilAsserted(() -> assertThat(city.webhook(id).problem()).isEqualTo("connection"));
    assertThat(city.webhook(id).waiting()).isEqualTo(3);
    bank.open();
    awaitTaken(4);
    assertInOrder(bank);
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
    int events = changes(4);
    awaitTaken(events - 3);
    assertThat(bank.byHolder()).doesNotContainKey("bank-1");
    bank.script = ScriptedReceiver.TAKES;
    awaitTaken(events);
    assertInOrder(bank);
  }

  @Test
  void aSlowReceiverIsGivenUpInTimeAndHoldsUpNoOther() {
    ScriptedReceiver slow = new ScriptedReceiver(city.vertx, null);
    slow.script = (request, claims) -> {};
    city.register("clinic", slow.url(), Covers.ALL);
    city.clients.put("clinic", EnumSet.of(Scope.STATUS));
    city.node(City.QUICK);
    registered();
    int events = changes(3);
    long began = System.nanoTime();
    awaitTaken(events);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    await().untilAsserted(() -> assertThat(city.outcomes(Outcome.TIMEOUT)).isPositive());
    slow.script = ScriptedReceiver.TAKES;
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(jtis(slow)).hasSize(events));
    assertInOrder(slow);
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
    awaitTaken(1);
    assertThat(bank.pushed).hasSize(2);
    assertThat(bank.pushed.stream().map(Taken::jti).distinct()).containsExactly("bank-1.1");
  }

  @Test
  void givesUpAfterItsPatienceKeepsWhatWasNotTakenAndTellsItAgainOnDemand() {
    Patience short72 =
        new Patience(
            City.QUICK.answer(),
            City.QUICK.lease(),
            City.QUICK.first(),
            City.QUICK.longest(),
            City.QUICK.probe(),
            Duration.ofMillis(600));
    SendEvents node = city.node(short72);
    long id = registered();
    bank.script =
        (request, claims) ->
            ScriptedReceiver.end(request, claims.getString("jti").equals("bank-1.1") ? 400 : 202);
    city.issue(1);
    city.change(1, CardState.SUSPENDED);
    AtomicInteger card = new AtomicInteger(10);
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              city.issue(card.incrementAndGet());
              return city.webhook(id).failed() == 1;
            });
    await().untilAsserted(() -> assertThat(bank.byHolder().get("bank-1")).containsExactly(2L));
    bank.script = (request, claims) -> ScriptedReceiver.end(request, 503);
    city.issue(2);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> city.webhook(id).state() == Webhook.State.FAILED);
    assertThat(city.webhook(id).problem()).isEqualTo("status:503");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(node.figures().failed()).isEqualTo(1));
    assertThat(node.figures().givenUp()).isEqualTo(1);
    bank.script = ScriptedReceiver.TAKES;
    bank.taken.clear();
    assertThat(Awaited.result(city.registry.resume(id, City.BY))).isTrue();
    await().untilAsserted(() -> assertThat(bank.byHolder()).containsKey("bank-2"));
    bank.taken.clear();
    assertThat(Awaited.result(city.registry.replay(id, new Place(0, 0), City.BY))).isTrue();
    await().untilAsserted(() -> assertThat(bank.byHolder().get("bank-1")).containsExactly(1L, 2L));
    await().untilAsserted(() -> assertThat(city.webhook(id).waiting()).isZero());
    assertThat(city.webhook(id).failed()).isZero();
  }

  @Test
  void severalNodesTellEachChangeOnce() {
    for (int node = 0; node < 3; node++) {
      city.node(City.QUICK);
    }
    ScriptedReceiver clinic = new ScriptedReceiver(city.vertx, null);
    city.clients.put("clinic", EnumSet.of(Scope.STATUS));
    city.register("clinic", clinic.url(), Covers.ALL);
    registered();
    int events = changes(20);
    awaitTaken(events);
    await().untilAsserted(() -> assertThat(clinic.taken).hasSize(events));
    assertThat(bank.pushed).as("no failure, no repetition").hasSize(events);
    assertInOrder(bank);
    assertInOrder(clinic);
    clinic.close();
  }

  @Test
  void whatANodeLeavesBehindIsTakenOverWhenItsLeaseEnds() {
    registered();
    city.issue(1);
    TestServers.execute(
        city.url,
        "update webhook set lease_holder = 'gone', lease_term = 1,"
            + " lease_until = now() + interval '1500 milliseconds'");
    city.node(City.QUICK);
    city.change(1, CardState.SUSPENDED);
    awaitTaken(2);
    assertThat(bank.byHolder().get("bank-1")).containsExactly(1L, 2L);
  }

  @Test
  void aPausedReceiverAndAWithdrawnClientAreToldNothing() {
    long id = registered();
    assertThat(Awaited.result(city.registry.pause(id, City.BY))).isTrue();
    assertThat(Awaited.result(city.registry.pause(id, City.BY))).isFalse();
    ScriptedReceiver other = new ScriptedReceiver(city.vertx, null);
    long second = city.register("nobody", other.url(), Covers.ALL);
    ScriptedReceiver clinic = new ScriptedReceiver(city.vertx, null);
    city.clients.put("clinic", EnumSet.of(Scope.STATUS));
    city.register("clinic", clinic.url(), Covers.ALL);
    city.node(City.QUICK);
    city.issue(1);
    await().untilAsserted(() -> assertThat(clinic.taken).hasSize(1));
    assertThat(bank.pushed).isEmpty();
    assertThat(other.pushed).isEmpty();
    assertThat(Awaited.result(city.registry.resume(id, City.BY))).isTrue();
    awaitTaken(1);
    assertThat(Awaited.result(city.registry.remove(second, City.BY))).isTrue();
    assertThat(Awaited.result(city.registry.find(second))).isEmpty();
    List<String> audited =
        TestServers.query(
            city.url, "select action from audit_entry where action like 'webhook.%' order by id");
    assertThat(new ArrayList<>(audited))
        .containsExactly(
            "webhook.add",
            "webhook.pause",
            "webhook.add",
            "webhook.add",
            "webhook.resume",
            "webhook.remove");
    other.close();
    clinic.close();
  }
}
