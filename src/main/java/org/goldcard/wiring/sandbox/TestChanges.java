package org.goldcard.wiring.sandbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.verifying.sandbox.TestCard;
import org.jspecify.annotations.Nullable;

/**
 * Changes of test cards that never were: every half minute one, each card in turn issued, stopped,
 * restored and changed. Computed from the clock, so that every node tells the same, and told to
 * whoever asks; what a test card yields stays as it is.
 */
final class TestChanges implements CardChanges {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int KINDS = 4;
  private static final LocalDate ONCE = LocalDate.of(2098, 12, 31);
  private static final LocalDate LATER = LocalDate.of(2099, 12, 31);

  private final InstantSource clock;

  TestChanges(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Future<Place> head() {
    long half = Duration.between(FIRST, clock.instant()).toSeconds() / EVERY.toSeconds();
    return Future.succeededFuture(new Place(1, Math.max(0, half)));
  }

  @Override
  public Future<Page> after(Place place, int looked) {
    return head().map(head -> page(place.epoch() < 1 ? new Place(1, 0) : place, head, looked));
  }

  private static Page page(Place from, Place head, int looked) {
    List<CardEvent> events = new ArrayList<>();
    Place reached = from;
    while (reached.compareTo(head) < 0 && events.size() < looked) {
      reached = new Place(1, reached.rev() + 1);
      events.add(event(reached));
    }
    return new Page(events, reached, events.size() == looked);
  }

  private static CardEvent event(Place place) {
    List<TestCard> all = TestCard.all();
    Card card = all.get((int) (place.rev() / KINDS % all.size())).card();
    int kind = (int) (place.rev() % KINDS);
    return new CardEvent(
        place,
        card.index(),
        before(kind),
        after(kind),
        FIRST.plus(EVERY.multipliedBy(place.rev())),
        card.number().digits());
  }

  private static @Nullable StatusWord before(int kind) {
    return kind == 0 ? null : after(kind - 1);
  }

  private static StatusWord after(int kind) {
    CardState state = kind == 1 ? CardState.SUSPENDED : CardState.ACTIVE;
    LocalDate last = kind == KINDS - 1 ? LATER : ONCE;
    return StatusWord.card(state, TalentClass.A, last, FIRST);
  }

  /** In the sandbox nobody issues; whoever asks is told of every card. */
  @Override
  public Future<Set<String>> issuedBy(String clientId, Set<String> numbers) {
    return Future.succeededFuture(Set.of());
  }
}
