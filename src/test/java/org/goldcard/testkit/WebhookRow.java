package org.goldcard.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.Webhook.State;
import org.goldcard.partners.webhook.WebhookQueue.Lease;
import org.goldcard.partners.webhook.WebhookQueue.Result;
import org.jspecify.annotations.Nullable;

/** A receiver in memory; its events by their place. Guarded by {@link InMemoryWebhooks}. */
final class WebhookRow {
  private final long id;
  final String clientId;
  final URI url;
  private final Covers covers;
  private final TreeMap<Place, One> events = new TreeMap<>();
  State state = State.ACTIVE;
  Place reached;
  String holder = "";
  Instant leaseUntil = Instant.MIN;
  long term;
  private int fails;
  @Nullable Instant failingSince;
  private @Nullable Instant lastSuccess;
  private @Nullable String problem;
  private Instant nextTry = Instant.MIN;

  WebhookRow(long id, String clientId, URI url, Covers covers, Place reached) {
    this.id = id;
    this.clientId = clientId;
    this.url = url;
    this.covers = covers;
    this.reached = reached;
  }

  /** An event that was taken from the log. */
  static final class One {
    final CardEvent event;
    int attempts;
    Instant nextTry;
    private @Nullable Instant firstTried;
    private boolean givenUp;

    One(CardEvent event, Instant now) {
      this.event = event;
      this.nextTry = now;
    }
  }

  boolean isFree(Instant now) {
    return state == State.ACTIVE && !nextTry.isAfter(now) && !leaseUntil.isAfter(now);
  }

  boolean hasWork(Place head, Instant now) {
    return head.compareTo(reached) > 0
        || firsts().stream().anyMatch(one -> !one.nextTry.isAfter(now));
  }

  Lease lease(String node, Instant until) {
    holder = node;
    leaseUntil = until;
    term++;
    return new Lease(id, clientId, url, covers, reached, term, fails, waiting().size());
  }

  List<One> waiting() {
    return events.values().stream().filter(one -> !one.givenUp).toList();
  }

  long givenUp() {
    return (long) events.size() - waiting().size();
  }

  /** Of each card the first that waits. */
  Collection<One> firsts() {
    Map<Integer, One> firsts = new TreeMap<>();
    waiting().forEach(one -> firsts.putIfAbsent(one.event.index(), one));
    return firsts.values();
  }

  void add(List<CardEvent> more, Place to, Instant now) {
    more.forEach(event -> events.putIfAbsent(event.place(), new One(event, now)));
    reached = to;
  }

  void settle(List<Result> results, Duration rest, Patience patience, Instant now) {
    leaseUntil = now.plus(patience.lease());
    List<Result> missed = results.stream().filter(result -> result.problem() != null).toList();
    if (missed.size() < results.size()) {
      results.stream().filter(r -> r.problem() == null).forEach(r -> events.remove(r.place()));
      well(now);
    } else {
      rest(missed, rest, patience, now);
    }
    missed.forEach(result -> missed(result, patience, now));
  }

  private void well(Instant now) {
    if (fails > 0) {
      waiting().stream().filter(one -> one.attempts > 0).forEach(one -> one.nextTry = now);
    }
    fails = 0;
    failingSince = null;
    lastSuccess = now;
    problem = null;
    nextTry = now;
  }

  private void rest(List<Result> missed, Duration rest, Patience patience, Instant now) {
    nextTry = now.plus(rest);
    if (missed.isEmpty()) {
      return;
    }
    fails++;
    problem = missed.get(missed.size() - 1).problem();
    if (failingSince == null) {
      failingSince = now;
    } else if (!failingSince.plus(patience.limit()).isAfter(now) && state == State.ACTIVE) {
      state = State.FAILED;
    }
  }

  private void missed(Result result, Patience patience, Instant now) {
    One one = events.get(result.place());
    if (one == null) {
      return;
    }
    Instant first = Objects.requireNonNullElse(one.firstTried, now);
    boolean old = !first.plus(patience.limit()).isAfter(now) && one.firstTried != null;
    one.givenUp = old && lastSuccess != null && !lastSuccess.isBefore(first);
    one.firstTried = first;
    one.attempts++;
    one.nextTry = now.plus(result.pause());
  }

  void resume(Instant now) {
    state = State.ACTIVE;
    fails = 0;
    failingSince = null;
    problem = null;
    nextTry = now;
  }

  void goBack(Place after) {
    reached = after;
    term++;
    leaseUntil = Instant.MIN;
    nextTry = Instant.MIN;
    events.tailMap(after, false).clear();
  }

  Webhook shown() {
    return new Webhook(
        id,
        clientId,
        url,
        covers,
        state,
        reached,
        waiting().size(),
        givenUp(),
        failingSince,
        lastSuccess,
        problem);
  }
}
