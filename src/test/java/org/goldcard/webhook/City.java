package org.goldcard.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.card.Actor;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.messaging.webhook.AddressRules;
import org.goldcard.messaging.webhook.HttpReceiver;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.event.Interests;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.SendEvents;
import org.goldcard.partners.webhook.SendParts;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.postgres.webhook.PostgresCardChanges;
import org.goldcard.postgres.webhook.PostgresInterests;
import org.goldcard.postgres.webhook.PostgresWebhookQueue;
import org.goldcard.postgres.webhook.PostgresWebhookRegistry;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestServers;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.jspecify.annotations.Nullable;

/** A database with cards, and nodes that push what changes in it. */
final class City implements AutoCloseable {
  static final String ISSUER = "https://card.example";
  static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "test"), "");
  static final LocalDate LAST_DAY = LocalDate.of(2031, 6, 1);
  static final Patience QUICK =
      new Patience(
          Duration.ofMillis(700),
          Duration.ofSeconds(4),
          Duration.ofMillis(40),
          Duration.ofMillis(400),
          Duration.ofMillis(200),
          Duration.ofDays(3));

  /** The same for a receiver that starts programs to check a signature. */
  static final Patience QUICK_BUT_PATIENT =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          QUICK.first(),
          QUICK.longest(),
          QUICK.probe(),
          QUICK.limit());

  final Vertx vertx = Vertx.vertx();
  final String url;
  final Database database;
  final TestKeys keys = new TestKeys();
  final KeyRing ring = keys.ring();
  final WebhookRegistry registry;
  final Interests interests;
  final EventWriter writer;
  final Map<String, Set<Scope>> clients = new ConcurrentHashMap<>();
  final List<SendEvents> nodes = new ArrayList<>();
  private final List<HttpReceiver> ways = new ArrayList<>();
  @Nullable Path authority;
  volatile HttpReceiver.Names names = InetAddress::getAllByName;

  City(Class<?> test) {
    url = TestServers.freshDatabase(test);
    Awaited.result(Migrations.apply(vertx, DatabaseSettings.of(url)));
    database = new Database(vertx, DatabaseSettings.of(url));
    registry = new PostgresWebhookRegistry(database, Clock.systemUTC());
    interests = new PostgresInterests(database);
    EventTokens tokens =
        new EventTokens(new JwsSigner(() -> ring), new Issuer(ISSUER), Clock.systemUTC());
    writer = new EventWriter(tokens, new PlainNames());
    clients.put("bank", EnumSet.of(Scope.STATUS, Scope.INTROSPECT));
    clients.put("clinic", EnumSet.of(Scope.INTROSPECT));
  }

  /** A node that pushes with this patience. */
  SendEvents node(Patience patience) {
    HttpReceiver receiver = receiver(patience.answer());
    SendParts parts =
        new SendParts(
            new PostgresWebhookQueue(database),
            new PostgresCardChanges(database),
            interests,
            writer,
            receiver,
            id -> Optional.ofNullable(clients.get(id)),
            patience,
            4,
            new SecureRandom(),
            System::nanoTime,
            this::count);
    SendEvents node = new SendEvents(vertx, "node-" + nodes.size(), parts);
    nodes.add(node);
    node.start();
    return node;
  }

  final Map<Delivery.Outcome, Integer> outcomes = new EnumMap<>(Delivery.Outcome.class);

  private void count(Delivery.Outcome outcome) {
    synchronized (outcomes) {
      outcomes.merge(outcome, 1, Integer::sum);
    }
  }

  int outcomes(Delivery.Outcome outcome) {
    synchronized (outcomes) {
      return outcomes.getOrDefault(outcome, 0);
    }
  }

  /** The way to receivers on this machine alone. */
  HttpReceiver receiver(Duration answer) {
    AddressRules rules = new AddressRules(address -> address.isLoopbackAddress());
    HttpReceiver receiver =
        new HttpReceiver(vertx, rules, authority, answer, host -> names.addresses(host));
    ways.add(receiver);
    return receiver;
  }

  long register(String client, URI address, Covers covers) {
    return Awaited.result(registry.add(client, address, covers, BY)).orElseThrow();
  }

  Webhook webhook(long id) {
    return Awaited.result(registry.find(id)).orElseThrow();
  }

  /** Issues a card at a status index, as the service records it. */
  void issue(int index) {
    TestServers.execute(
        url,
        "with t as (insert into talent (name, nationality, unit_level, district, introduced,"
            + " full_time, recorded_at, changed_at) values ('张三', 'CN', 'NONE', '370102', false,"
            + " true, now(), now()) returning id) insert into card (number, talent_id, class,"
            + " first_day, last_day, state, version, idx, pass_idx, codes_not_before, issued_at,"
            + " changed_at) select '"
            + number(index)
            + "', id, 3, '2026-06-01', '2031-06-01', 1, 1, %d, %d, now(), now(), now() from t"
                .formatted(index, 1_000_000 + index));
    change(index, CardState.ACTIVE);
  }

  static String number(int index) {
    return "9%015d".formatted(index);
  }

  void change(int index, CardState state) {
    change(index, word(state));
  }

  static StatusWord word(CardState state) {
    return StatusWord.card(state, TalentClass.B, LAST_DAY, Instant.EPOCH);
  }

  void change(int index, StatusWord word) {
    TestServers.execute(
        url,
        "select record_changes(array[1::smallint], array[%d], array[%d::bigint], now())"
            .formatted(index, word.bits()));
  }

  /** Issues cards and stops and restores each in turn: three events for each card. */
  int changes(int cards) {
    for (int card = 1; card <= cards; card++) {
      issue(card);
    }
    for (CardState state : List.of(CardState.SUSPENDED, CardState.ACTIVE)) {
      for (int card = 1; card <= cards; card++) {
        change(card, state);
      }
    }
    return 3 * cards;
  }

  Place head() {
    String text = TestServers.query(url, "select epoch || '.' || seq from status_head").get(0);
    return Place.parse(text).orElseThrow();
  }

  @Override
  public void close() {
    nodes.forEach(node -> Awaited.result(node.stop()));
    ways.forEach(way -> Awaited.result(way.close()));
    Awaited.result(database.close());
    Awaited.result(vertx.close());
  }

  /** Names that a test can read. */
  static final class PlainNames implements EventWriter.Names {
    @Override
    public String holder(String clientId, int cardIndex) {
      return clientId + "-" + cardIndex;
    }

    @Override
    public String event(String clientId, Place place) {
      return clientId + "-" + place.text();
    }
  }

  static JsonObject said(ScriptedReceiver.Taken event) {
    return event.claims().getJsonObject("events").getJsonObject(event.event());
  }
}
