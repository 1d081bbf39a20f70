package org.goldcard.cli;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.goldcard.card.Instruction;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.ReceiverAddress;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.Webhook.State;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;

/** Receivers in a map, which all answer verification events alike. */
final class FakeWebhooks implements WebhookRegistry {
  final TreeMap<Long, Webhook> all = new TreeMap<>();
  Delivery answer = Delivery.ACCEPTED;
  String pushed = "";
  private final KeyRing ring = new TestKeys().ring();

  WebhookDesk desk(ClientRegistry clients) {
    Instant now = Instant.parse("2026-06-01T02:00:00Z");
    EventTokens tokens =
        new EventTokens(new JwsSigner(() -> ring), new Issuer("https://card.example"), () -> now);
    return new WebhookDesk(
        clients,
        this,
        new ReceiverAddress(Set.of(443), false),
        this::push,
        new EventWriter(tokens, new Names()),
        () -> "a-state",
        () -> now);
  }

  private Future<Delivery> push(URI url, String token) {
    pushed = token;
    return Future.succeededFuture(answer);
  }

  @Override
  public Future<Optional<Long>> add(
      String clientId, URI url, Covers covers, Instruction instruction) {
    boolean known =
        all.values().stream().anyMatch(w -> w.clientId().equals(clientId) && w.url().equals(url));
    if (known) {
      return Future.succeededFuture(Optional.empty());
    }
    long id = all.size() + 1L;
    put(
        new Webhook(
            id, clientId, url, covers, State.ACTIVE, new Place(1, 9), 0, 0, null, null, null));
    return Future.succeededFuture(Optional.of(id));
  }

  void put(Webhook webhook) {
    all.put(webhook.id(), webhook);
  }

  @Override
  public Future<List<Webhook>> list() {
    return Future.succeededFuture(List.copyOf(all.values()));
  }

  @Override
  public Future<Optional<Webhook>> find(long id) {
    return Future.succeededFuture(Optional.ofNullable(all.get(id)));
  }

  @Override
  public Future<Boolean> pause(long id, Instruction instruction) {
    return become(id, State.PAUSED);
  }

  @Override
  public Future<Boolean> resume(long id, Instruction instruction) {
    return become(id, State.ACTIVE);
  }

  private Future<Boolean> become(long id, State state) {
    Webhook w = all.get(id);
    if (w == null || w.state() == state) {
      return Future.succeededFuture(false);
    }
    put(
        new Webhook(
            id, w.clientId(), w.url(), w.covers(), state, w.reached(), 0, 0, null, null, null));
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> remove(long id, Instruction instruction) {
    return Future.succeededFuture(all.remove(id) != null);
  }

  @Override
  public Future<Boolean> replay(long id, Place after, Instruction instruction) {
    Webhook w = all.get(id);
    return Future.succeededFuture(w != null && after.compareTo(w.reached()) <= 0);
  }

  private static final class Names implements EventWriter.Names {
    @Override
    public String holder(String clientId, int cardIndex) {
      return clientId + cardIndex;
    }

    @Override
    public String event(String clientId, Place place) {
      return clientId + place.text();
    }
  }
}
