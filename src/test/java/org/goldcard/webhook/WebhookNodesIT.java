package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.CardState;
import org.goldcard.messaging.webhook.AddressRules;
import org.goldcard.messaging.webhook.HttpReceiver;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.SendEvents;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes and operators do to receivers: give up, share them, take them over, pause them. */
class WebhookNodesIT {
  private City city;
  private ScriptedReceiver bank;

  @BeforeEach
  void start() {
    city = new City(WebhookNodesIT.class);
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
    int events = city.changes(20);
    bank.awaitTaken(events);
    await().untilAsserted(() -> assertThat(clinic.taken).hasSize(events));
    assertThat(bank.pushed).as("no failure, no repetition").hasSize(events);
    bank.assertInOrder();
    clinic.assertInOrder();
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
    bank.awaitTaken(2);
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
    bank.awaitTaken(1);
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

  @Test
  void aNameThatLeadsIntoAPrivateNetworkIsNeverConnectedTo() {
    AddressRules rules = new AddressRules(address -> false);
    HttpReceiver strict = new HttpReceiver(city.vertx, rules, null, City.QUICK.answer());
    assertThat(Awaited.result(strict.push(bank.url(), "t")).outcome()).isEqualTo(Outcome.ADDRESS);
    URI nowhere = URI.create("https://receiver.invalid/");
    assertThat(Awaited.result(strict.push(nowhere, "t")).outcome()).isEqualTo(Outcome.ADDRESS);
    assertThat(bank.pushed).isEmpty();
    Awaited.result(strict.close());
  }

  @Test
  void aCertificateOfAnAuthorityThatIsNotTrustedIsNotPushedTo() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    ScriptedReceiver secure = new ScriptedReceiver(city.vertx, certificate);
    String token = city.writer.verification("bank", "a-state", Instant.EPOCH);
    Duration patience = Duration.ofSeconds(10);
    assertThat(Awaited.result(city.receiver(patience).push(secure.url(), token)).outcome())
        .isEqualTo(Outcome.CERTIFICATE);
    assertThat(secure.pushed).isEmpty();
    city.authority = Path.of(certificate.certificatePath());
    assertThat(Awaited.result(city.receiver(patience).push(secure.url(), token)).outcome())
        .isEqualTo(Outcome.ACCEPTED);
    secure.close();
    certificate.delete();
  }
}
