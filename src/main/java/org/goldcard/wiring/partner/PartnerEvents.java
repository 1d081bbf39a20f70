package org.goldcard.wiring.partner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.goldcard.config.Settings;
import org.goldcard.messaging.webhook.AddressRules;
import org.goldcard.messaging.webhook.HttpReceiver;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.event.Interests;
import org.goldcard.partners.event.NoteInterests;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.ReceiverAddress;
import org.goldcard.partners.webhook.SendEvents;
import org.goldcard.partners.webhook.SendParts;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.partners.webhook.WebhookQueue.Figures;
import org.goldcard.postgres.subject.HeldClients;
import org.goldcard.postgres.webhook.PostgresCardChanges;
import org.goldcard.postgres.webhook.PostgresInterests;
import org.goldcard.postgres.webhook.PostgresWebhookQueue;
import org.goldcard.postgres.webhook.PostgresWebhookRegistry;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.token.secret.Secrets;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.api.changes.ChangesRoute;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.Table;
import org.goldcard.wiring.Tokens;

/** Tells partners of changes: whom they concern, what is pushed, what is asked for. */
public final class PartnerEvents {
  private static final int LANES = 4;

  private final Vertx vertx;
  private final boolean sends;
  private final Backing backing;
  private final Tokens tokens;
  private final InstantSource clock;
  private final EventWriter writer;
  private final CardChanges changes;
  private final NoteInterests interests;
  private final HttpReceiver receiver;
  private final SendEvents sending;
  private long noting = -1;

  /** Tells of the changes of a node's table; a node that only verifies notes interests alone. */
  public PartnerEvents(
      Vertx vertx,
      Settings settings,
      Backing backing,
      Tokens tokens,
      Table table,
      InstantSource clock,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.sends = settings.role() == Settings.Role.ALL;
    this.backing = backing;
    this.tokens = tokens;
    this.clock = clock;
    this.writer = writer(backing, tokens);
    this.changes = new PostgresCardChanges(backing.database());
    Interests store = new PostgresInterests(backing.database());
    this.interests = new NoteInterests(store, System::nanoTime);
    this.receiver = receiver(vertx, settings);
    Map<Outcome, Counter> pushed = counters(meters);
    SendParts parts =
        new SendParts(
            new PostgresWebhookQueue(backing.database()),
            changes,
            store,
            writer,
            receiver,
            scopes(new HeldClients(table.subjects())),
            Patience.of(settings.operation().outbound().answer()),
            LANES,
            new SecureRandom(),
            System::nanoTime,
            outcome -> Objects.requireNonNull(pushed.get(outcome)).increment());
    this.sending = new SendEvents(vertx, name(settings), parts);
    if (sends) {
      measure(meters);
      table.cards().onChange(change -> sending.prompt());
    }
  }

  /** Where the node listens, for people who look who serves a receiver, and a name of its own. */
  private static String name(Settings settings) {
    return settings.listening().host()
        + ':'
        + settings.listening().port()
        + ' '
        + UUID.randomUUID();
  }

  /** What clients may do; one of the sandbox is told of no real card. */
  private static Function<String, Optional<Set<Scope>>> scopes(HeldClients clients) {
    return id ->
        clients
            .current(id)
            .map(registration -> registration.client())
            .filter(client -> !client.terms().sandbox())
            .map(client -> client.scopes());
  }

  private static Map<Outcome, Counter> counters(MeterRegistry meters) {
    Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counters.put(outcome, meters.counter("goldcard.webhook.pushes", "outcome", outcome.word()));
    }
    return counters;
  }

  private void measure(MeterRegistry meters) {
    gauge(meters, "goldcard.webhook.failing", Figures::failing);
    gauge(meters, "goldcard.webhook.failed", Figures::failed);
    gauge(meters, "goldcard.webhook.events.waiting", Figures::waiting);
    gauge(meters, "goldcard.webhook.events.given.up", Figures::givenUp);
    Gauge.builder("goldcard.webhook.oldest", sending, s -> s.figures().oldestSeconds())
        .baseUnit("seconds")
        .register(meters);
  }

  private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, sending, s -> figure.applyAsDouble(s.figures())).register(meters);
  }

  /** Registers receivers from the command line. */
  public static WebhookDesk desk(
      Vertx vertx, Settings settings, Backing backing, Tokens tokens, InstantSource clock) {
    Settings.Outbound outbound = settings.operation().outbound();
    SecureRandom random = new SecureRandom();
    return new WebhookDesk(
        backing.clients(),
        new PostgresWebhookRegistry(backing.database(), clock),
        new ReceiverAddress(outbound.ports(), settings.operation().demonstration()),
        receiver(vertx, settings),
        writer(backing, tokens),
        () -> Secrets.random(random),
        clock);
  }

  private static HttpReceiver receiver(Vertx vertx, Settings settings) {
    Settings.Outbound outbound = settings.operation().outbound();
    boolean loopback = settings.operation().demonstration();
    AddressRules rules =
        new AddressRules(
            address -> outbound.names(address) || (loopback && address.isLoopbackAddress()));
    return new HttpReceiver(vertx, rules, outbound.authority(), outbound.answer());
  }

  private static EventWriter writer(Backing backing, Tokens tokens) {
    return new EventWriter(tokens.events(), new KeyedNames(backing.index()));
  }

  /** Names a holder to a client that asks about it, and notes that it concerns it from now on. */
  public String holder(String clientId, int cardIndex) {
    String name = writer.holder(clientId, cardIndex);
    interests.note(clientId, name);
    return name;
  }

  /** Where partners ask for changes themselves. */
  public ApiRoute route() {
    return new ChangesRoute(changes, writer, tokens.issuer().uri(), clock);
  }

  /** What operators should know of servers and receivers. */
  public Supplier<List<String>> warnings() {
    return this::allWarnings;
  }

  private List<String> allWarnings() {
    List<String> all = new ArrayList<>(backing.warnings());
    Figures now = sending.figures();
    if (now.failed() > 0) {
      all.add("推送地址停用" + now.failed() + "个 / webhooks given up: " + now.failed());
    }
    if (now.givenUp() > 0) {
      all.add("未送达通知" + now.givenUp() + "条 / events not delivered: " + now.givenUp());
    }
    return List.copyOf(all);
  }

  /** Begins; the table is loaded. */
  public void start() {
    noting = interests.start(vertx);
    if (sends) {
      sending.start();
    }
  }

  public Future<Void> stop() {
    vertx.cancelTimer(noting);
    return sending.stop().eventually(receiver::close);
  }

  /** Names under a key that all nodes share and no store has. */
  private record KeyedNames(FieldIndex index) implements EventWriter.Names {
    @Override
    public String holder(String clientId, int cardIndex) {
      return key("holder", clientId + ' ' + cardIndex);
    }

    @Override
    public String event(String clientId, Place place) {
      return key("event", clientId + ' ' + place.text());
    }

    private String key(String purpose, String text) {
      return index.hexKey(purpose, text).substring(0, 32);
    }
  }
}
