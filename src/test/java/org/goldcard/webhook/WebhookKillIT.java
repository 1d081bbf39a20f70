package org.goldcard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.goldcard.testbed.Launch;
import org.goldcard.testbed.Node;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestCertificates;
import org.goldcard.testkit.TestServers;
import org.goldcard.webhook.ScriptedReceiver.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes as an operator starts them, and a partner's receiver over HTTPS: the node that pushes
 * is killed in the middle of a push, again and again ({@code -Dwebhook.kills=5}), while cards
 * change.
 */
class WebhookKillIT {
  private static final int KILLS = Integer.getInteger("webhook.kills", 5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final List<Node> nodes = new ArrayList<>();
  private final AtomicBoolean holds = new AtomicBoolean();
  private final BlockingQueue<Taken> held = new ArrayBlockingQueue<>(1);
  private Town town;
  private ScriptedReceiver receiver;
  private Launch serve;

  @BeforeEach
  void start() {
    TestCertificates certificates = TestCertificates.of("DNS:localhost");
    PemKeyCertOptions own =
        new PemKeyCertOptions()
            .addCertPath(certificates.certificate().toString())
            .addKeyPath(certificates.key().toString());
    receiver = new ScriptedReceiver(vertx, own);
    receiver.script = this::takeOrHold;
    String database = TestServers.freshDatabase(WebhookKillIT.class);
    town = new Town(database, TestServers.freshRedis(), 6, 1);
    serve = pushing(List.of("serve"), certificates);
    nodes.add(new Node(town, serve));
    String url = receiver.url().toString();
    nodes.add(new Node(town, serve));
    String add =
        "insert into webhook (client_id, url, covers, state, epoch, seq, registered_at) select"
            + " '%s', '%s', 'all', 'active', epoch, seq, now() from status_head";
    TestServers.execute(database, add.formatted(Town.CITY, url));
  }

  private Launch pushing(List<String> command, TestCertificates certificates) {
    return Launch.main(town, command)
        .with("WEBHOOK_NETWORKS", "127.0.0.0/8,::1/128")
        .with("WEBHOOK_PORTS", Integer.toString(receiver.port()))
        .with("WEBHOOK_CA", certificates.authority().toString())
        .with("WEBHOOK_ANSWER", "5");
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
    receiver.close();
    Awaited.result(vertx.close());
  }

  /** One push stays without an answer where the test asks for it. */
  private void takeOrHold(HttpServerRequest request, JsonObject claims) {
    if (holds.compareAndSet(true, false)) {
      held.add(new Taken("", claims));
    } else {
      ScriptedReceiver.end(request, 202);
    }
  }

  @Test
  void noChangeIsLostHoweverOftenTheNodeThatPushesIsKilled() throws Exception {
    nodes.get(0).awaitReady();
    CardChanger changer = new CardChanger(town, nodes);
    Set<Node> killed = new LinkedHashSet<>();
    List<Taken> cut = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      cut.add(inTheMiddleOfAPush());
      Node pusher = pusher();
      pusher.kill();
      killed.add(pusher);
      if (kill < KILLS - 1) {
        pusher.restart();
      }
    }
    awaitTakenAfter(receiver.taken.size());
    Set<Long> acknowledged = changer.stop();
    assertThat(killed).as("each node took over from the other").hasSize(2);
    assertThat(acknowledged).hasSizeGreaterThan(2 * KILLS);
    everyChangeWasTakenInTheOrderOfItsCard(acknowledged);
    assertThat(receiver.jtis()).containsAll(cut.stream().map(Taken::jti).toList());
    System.out.println(
        "WebhookKillIT: "
            + KILLS
            + " kills, "
            + acknowledged.size()
            + " changes, "
            + (receiver.taken.size() - receiver.jtis().size())
            + " told twice");
  }

  private Taken inTheMiddleOfAPush() throws InterruptedException {
    awaitTakenAfter(receiver.taken.size());
    holds.set(true);
    Taken event = held.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).as(() -> nodes.stream().map(Node::state).toList().toString()).isNotNull();
    return event;
  }

  private void awaitTakenAfter(int before) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(receiver.taken).hasSizeGreaterThan(before));
  }

  /** The node that holds the lease. */
  private Node pusher() {
    String sql = "select split_part(lease_holder, ' ', 1) from webhook";
    String address = TestServers.query(town.databaseUrl(), sql).get(0);
    return nodes.stream()
        .filter(node -> address.equals("127.0.0.1:" + node.port()))
        .findFirst()
        .orElseThrow();
  }

  private void everyChangeWasTakenInTheOrderOfItsCard(Set<Long> acknowledged) {
    String log = "select seq from status_change where kind = 1 and seq > ";
    String since =
        "(select min(seq) from status_change where at > (select registered_at from webhook))";
    Set<Long> recorded =
        TestServers.query(town.databaseUrl(), log + since + " - 1").stream()
            .map(Long::parseLong)
            .collect(Collectors.toSet());
    assertThat(recorded).containsAll(acknowledged);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(receiver.taken.stream().map(Taken::rev).collect(Collectors.toSet()))
                    .isEqualTo(recorded));
    Map<String, Set<Long>> first = new TreeMap<>();
    for (Taken event : receiver.taken) {
      first.computeIfAbsent(event.sub(), sub -> new LinkedHashSet<>()).add(event.rev());
    }
    assertThat(first).hasSize(town.holders().size());
    first.forEach((holder, revs) -> assertThat(new ArrayList<>(revs)).as(holder).isSorted());
  }
}
