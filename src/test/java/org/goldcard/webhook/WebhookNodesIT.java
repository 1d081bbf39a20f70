package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.CardState;
import org.goldcard.messaging.webhook.AddressRules;
import org.goldcard.messaging.webhook.HttpReceiver;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.ReceiverAddress;
import org.goldcard.partners.webhook.SendEvents;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.partners.webhook.WebhookDesk.Added;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.secret.Secrets;
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
    tellsAgainOnDemand(id);
  }

  private void tellsAgainOnDemand(long id) {
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
  void whatAKilledNodeLeavesBehindIsTakenOverAtOnce() {
    registered();
    city.issue(1);
    leased("gone", "1 hour");
    city.node(City.QUICK);
    city.change(1, CardState.SUSPENDED);
    bank.awaitTaken(2);
    assertThat(bank.byHolder().get("bank-1")).containsExactly(1L, 2L);
  }

  @Test
  void whatANodeHoldsOfWhichNothingIsHeardIsTakenOverWhenItsLeaseEnds() throws Exception {
    registered();
    city.issue(1);
    try (Connection silent = TestServers.connect(city.url);
        Statement statement = silent.createStatement()) {
      statement.execute("select pg_advisory_lock_shared(hashtextextended('webhooks silent', 0))");
      leased("silent", "1500 milliseconds");
      city.node(City.QUICK);
      await()
          .during(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(bank.pushed).as("leased").isEmpty());
      bank.awaitTaken(1);
    }
  }

  private void leased(String holder, String time) {
    TestServers.execute(
        city.url,
        "update webhook set lease_holder = '%s', lease_term = 1, lease_until = now() + interval '%s'"
            .formatted(holder, time));
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
  void aReceiverWhoseNameLaterLeadsInsideIsToldNothingAndSaysWhy() throws Exception {
    InetAddress inside = InetAddress.getByName("10.0.0.5");
    city.names = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    URI url = URI.create("http://receiver.example:" + bank.port() + "/events");
    long id = city.register("bank", url, Covers.ALL);
    city.node(City.QUICK);
    city.issue(1);
    bank.awaitTaken(1);
    city.names = host -> new InetAddress[] {InetAddress.getLoopbackAddress(), inside};
    city.change(1, CardState.SUSPENDED);
    await()
        .untilAsserted(() -> assertThat(city.webhook(id).problem()).isEqualTo("address:private"));
    assertThat(city.webhook(id).waiting()).isEqualTo(1);
    assertThat(bank.pushed).hasSize(1);
    city.names = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    bank.awaitTaken(2);
    bank.assertInOrder();
  }

  @Test
  void anAddressInsideIsRefusedWhenItIsRegisteredAndSaysWhy() throws Exception {
    InetAddress metadata = InetAddress.getByName("169.254.169.254");
    AddressRules rules = new AddressRules(address -> false);
    HttpReceiver strict =
        new HttpReceiver(
            city.vertx, rules, null, City.QUICK.answer(), host -> new InetAddress[] {metadata});
    SubjectLedger subjects = new PostgresSubjectLedger(city.database, Clock.systemUTC());
    ClientRegistry clients = new PostgresClientRegistry(subjects);
    Client client = new Client("bank", "bank", Set.of(Scope.STATUS), null, null, false, null);
    Awaited.result(
        clients
            .put(new ClientRegistry.Registration(client, Secrets.hash("secret")), City.BY)
            .map(0));
    WebhookDesk desk =
        new WebhookDesk(
            clients,
            city.registry,
            new ReceiverAddress(Set.of(443), false),
            strict,
            city.writer,
            () -> "a-state",
            Clock.systemUTC());
    Added added =
        Awaited.result(desk.add("bank", "https://receiver.example/", Covers.ALL, City.BY));
    assertThat(added.refusal()).isEqualTo(WebhookDesk.Refusal.NOT_TAKEN);
    assertThat(added.delivery().word()).isEqualTo("address:private");
    assertThat(Awaited.result(city.registry.list())).isEmpty();
    Awaited.result(strict.close());
  }

  @Test
  void aCertificateOfAnAuthorityThatIsNotTrustedIsNotPushedTo() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    ScriptedReceiver secure = new ScriptedReceiver(city.vertx, certificate.keyCertOptions());
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
