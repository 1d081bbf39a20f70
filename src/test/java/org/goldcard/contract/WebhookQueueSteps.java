package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.partners.webhook.WebhookQueue.Lease;
import org.goldcard.partners.webhook.WebhookQueue.Result;
import org.goldcard.partners.webhook.WebhookRegistry;
import org.goldcard.testkit.Awaited;
import org.jspecify.annotations.Nullable;

/** The words in which the contract of the queue is written. */
abstract class WebhookQueueSteps {
  static final Instruction BY = Instruction.of(new Actor(Actor.Kind.OPERATOR, "test"), "");
  static final Patience PATIENCE = Patience.of(Duration.ofSeconds(10));
  static final Duration LEASE = PATIENCE.lease();
  static final Duration PAUSE = Duration.ofSeconds(40);
  static final URI BANK = URI.create("https://bank.example/events");

  /** The queue. */
  protected abstract WebhookQueue queue();

  /** The receivers of it. */
  protected abstract WebhookRegistry registry();

  /** The card at an index changes. */
  @CanIgnoreReturnValue
  protected abstract CardEvent change(int index);

  /** Time passes. */
  protected abstract void pass(Duration time);

  /** A node's process ends without a word. */
  protected abstract void kill(String node);

  @CanIgnoreReturnValue
  final long bank() {
    return Awaited.result(registry().add("bank", BANK, Covers.ALL, BY)).orElseThrow();
  }

  final Webhook shown(long id) {
    return Awaited.result(registry().find(id)).orElseThrow();
  }

  final List<Lease> claim(String node) {
    return Awaited.result(queue().claim(node, 5, LEASE));
  }

  final Lease only(String node) {
    List<Lease> leases = claim(node);
    assertThat(leases).hasSize(1);
    return leases.get(0);
  }

  final boolean enqueue(Lease lease, CardEvent... events) {
    Place reached = events[events.length - 1].place();
    return Awaited.result(queue().enqueue(lease, List.of(events), reached));
  }

  final List<Place> due(Lease lease) {
    return Awaited.result(queue().due(lease, 100)).stream().map(w -> w.event().place()).toList();
  }

  static Place[] places(CardEvent... events) {
    return Stream.of(events).map(CardEvent::place).toArray(Place[]::new);
  }

  final boolean taken(Lease lease, CardEvent... events) {
    return settle(lease, null, events);
  }

  final boolean missed(Lease lease, CardEvent... events) {
    return settle(lease, "status:503", events);
  }

  final boolean settle(Lease lease, @Nullable String problem, CardEvent... events) {
    List<Result> results = new ArrayList<>();
    for (CardEvent event : events) {
      results.add(new Result(event.place(), problem, PAUSE));
    }
    return Awaited.result(queue().settle(lease, results, Duration.ofSeconds(5), PATIENCE));
  }

  final void release(Lease lease) {
    Awaited.result(queue().release(lease).map(0));
  }
}
