package org.goldcard.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.card.StatusWord;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.web.api.changes.ChangesRoute;
import org.jspecify.annotations.Nullable;

/** A status log in memory, as partners ask for it. */
final class ChangeLog implements CardChanges, EventWriter.Names {
  private final List<CardEvent> events = new ArrayList<>();

  ChangesRoute route(TestKeys keys, Issuer issuer, InstantSource clock) {
    KeyRing ring = keys.ring();
    EventTokens tokens = new EventTokens(new JwsSigner(() -> ring), issuer, clock);
    return new ChangesRoute(this, new EventWriter(tokens, this), issuer.uri(), clock);
  }

  synchronized void add(int index, @Nullable StatusWord before, StatusWord after, Instant at) {
    Place place = new Place(1, events.size() + 1L);
    events.add(new CardEvent(place, index, before, after, at, "9%015d".formatted(index)));
  }

  @Override
  public synchronized Future<Place> head() {
    return Future.succeededFuture(new Place(1, events.size()));
  }

  @Override
  public synchronized Future<Page> after(Place place, int looked) {
    List<CardEvent> found =
        events.stream().filter(e -> e.place().compareTo(place) > 0).limit(looked).toList();
    Place reached = found.isEmpty() ? place : found.get(found.size() - 1).place();
    return Future.succeededFuture(new Page(found, reached, found.size() == looked));
  }

  @Override
  public Future<Set<String>> issuedBy(String clientId, Set<String> numbers) {
    return Future.succeededFuture(Set.of());
  }

  @Override
  public String holder(String clientId, int cardIndex) {
    return "holder-" + clientId + '-' + cardIndex;
  }

  @Override
  public String event(String clientId, Place place) {
    return "event-" + clientId + '-' + place.text();
  }
}
