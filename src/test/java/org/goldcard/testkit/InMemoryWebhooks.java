package org.goldcard.testkit;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.goldcard.card.Instruction;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.Patience;
import org.goldcard.partners.webhook.Webhook;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.Webhook.State;
import org.goldcard.partners.webhook.WebhookQueue;
import org.goldcard.partners.webhook.WebhookRegistry;

/** Receivers and what waits for them in memory: the twin of the database's. */
public final class InMemoryWebhooks implements WebhookQueue, WebhookRegistry {
  private final Map<Long, WebhookRow> rows = new LinkedHashMap<>();
  private final Supplier<Place> head;
  private final InstantSource clock;
  private long ids;

  /**
   * None yet.
   *
   * @param head where the status log ends
   */
  public InMemoryWebhooks(Supplier<Place> head, InstantSource clock) {
    this.head = head;
    this.clock = clock;
  }

  @Override
  public synchronized Future<List<Lease>> claim(String holder, int most, Duration lease) {
    Instant now = clock.instant();
    List<Lease> leases =
        rows.values().stream()
            .filter(row -> row.isFree(now) && row.hasWork(head.get(), now))
            .sorted(Comparator.comparing((WebhookRow row) -> row.leaseUntil))
            .limit(most)
            .map(row -> row.lease(holder, now.plus(lease)))
            .toList();
    return Future.succeededFuture(leases);
  }

  @Override
  public synchronized Future<Void> leave(String holder) {
    rows.values().stream()
        .filter(row -> row.holder.equals(holder))
        .forEach(row -> row.leaseUntil = clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> release(Lease lease) {
    held(lease).ifPresent(row -> row.leaseUntil = clock.instant());
    return Future.succeededFuture();
  }

  private Optional<WebhookRow> held(Lease lease) {
    return Optional.ofNullable(rows.get(lease.webhookId())).filter(row -> row.term == lease.term());
  }

  @Override
  public synchronized Future<Boolean> enqueue(Lease lease, List<CardEvent> events, Place reached) {
    Optional<WebhookRow> row = held(lease);
    row.ifPresent(held -> held.add(events, reached, clock.instant()));
    return Future.succeededFuture(row.isPresent());
  }

  @Override
  public synchronized Future<List<Waiting>> due(Lease lease, int most) {
    Instant now = clock.instant();
    return Future.succeededFuture(
        held(lease).filter(row -> row.state == State.ACTIVE).stream()
            .flatMap(row -> row.firsts().stream())
            .filter(one -> !one.nextTry.isAfter(now))
            .sorted(Comparator.comparing((WebhookRow.One one) -> one.nextTry))
            .limit(most)
            .map(one -> new Waiting(one.event, one.attempts))
            .toList());
  }

  @Override
  public synchronized Future<Boolean> settle(
      Lease lease, List<Result> results, Duration rest, Patience patience) {
    Optional<WebhookRow> row = held(lease);
    row.ifPresent(held -> held.settle(results, rest, patience, clock.instant()));
    return Future.succeededFuture(row.isPresent());
  }

  @Override
  public synchronized Future<Figures> figures() {
    Collection<WebhookRow> all = rows.values();
    List<WebhookRow.One> waiting = all.stream().flatMap(row -> row.waiting().stream()).toList();
    Optional<Instant> oldest =
        waiting.stream().map(one -> one.event.at()).min(Comparator.naturalOrder());
    return Future.succeededFuture(
        new Figures(
            count(row -> row.state == State.ACTIVE),
            count(row -> row.state == State.ACTIVE && row.failingSince != null),
            count(row -> row.state == State.FAILED),
            waiting.size(),
            all.stream().mapToLong(WebhookRow::givenUp).sum(),
            oldest
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0)));
  }

  private long count(Predicate<WebhookRow> which) {
    return rows.values().stream().filter(which).count();
  }

  @Override
  public synchronized Future<Optional<Long>> add(
      String clientId, URI url, Covers covers, Instruction instruction) {
    boolean there =
        rows.values().stream().anyMatch(r -> r.clientId.equals(clientId) && r.url.equals(url));
    if (there) {
      return Future.succeededFuture(Optional.empty());
    }
    rows.put(++ids, new WebhookRow(ids, clientId, url, covers, head.get()));
    return Future.succeededFuture(Optional.of(ids));
  }

  @Override
  public synchronized Future<List<Webhook>> list() {
    Map<Long, Webhook> all =
        rows.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().shown(), (a, b) -> a, TreeMap::new));
    return Future.succeededFuture(List.copyOf(all.values()));
  }

  @Override
  public synchronized Future<Optional<Webhook>> find(long id) {
    return Future.succeededFuture(Optional.ofNullable(rows.get(id)).map(WebhookRow::shown));
  }

  @Override
  public synchronized Future<Boolean> pause(long id, Instruction instruction) {
    Optional<WebhookRow> row = found(id).filter(r -> r.state != State.PAUSED);
    row.ifPresent(r -> r.state = State.PAUSED);
    return Future.succeededFuture(row.isPresent());
  }

  @Override
  public synchronized Future<Boolean> resume(long id, Instruction instruction) {
    Optional<WebhookRow> row = found(id).filter(r -> r.state != State.ACTIVE);
    row.ifPresent(r -> r.resume(clock.instant()));
    return Future.succeededFuture(row.isPresent());
  }

  @Override
  public synchronized Future<Boolean> remove(long id, Instruction instruction) {
    return Future.succeededFuture(rows.remove(id) != null);
  }

  @Override
  public synchronized Future<Boolean> replay(long id, Place after, Instruction instruction) {
    Optional<WebhookRow> row = found(id).filter(r -> r.reached.compareTo(after) >= 0);
    row.ifPresent(r -> r.goBack(after));
    return Future.succeededFuture(row.isPresent());
  }

  private Optional<WebhookRow> found(long id) {
    return Optional.ofNullable(rows.get(id));
  }
}
