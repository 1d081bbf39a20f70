package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.CardEvent;
import org.goldcard.partners.event.CardEvent.Place;
import org.goldcard.partners.webhook.WebhookQueue.Lease;
import org.goldcard.partners.webhook.WebhookQueue.Result;
import org.goldcard.partners.webhook.WebhookQueue.Waiting;

/**
 * One node's turn at one receiver: takes what is new from the log, pushes of each card the first
 * event that waits, records what came of it, and goes on while the receiver takes something.
 * Nothing is pushed when another node might already hold the lease.
 */
final class Turn {
  private static final int ROUNDS = 50;
  private static final int LOOKED = 500;
  private static final int ROOM = 1_000;
  private static final int AT_ONCE = 64;
  private static final Duration WITHDRAWN = Duration.ofMinutes(1);

  private final SendParts parts;
  private final Lease lease;
  private final Concerned concerned;
  private final BooleanSupplier stopped;
  private Place reached;
  private long waiting;
  private long end;
  private int rounds;
  private boolean lost;

  /**
   * A turn.
   *
   * @param claimedAt when the lease was asked for, by the monotonic clock
   * @param stopped whether the node is about to end
   */
  Turn(SendParts parts, Lease lease, long claimedAt, BooleanSupplier stopped) {
    this.parts = parts;
    this.lease = lease;
    this.stopped = stopped;
    this.concerned = new Concerned(parts, lease.clientId(), lease.covers());
    this.reached = lease.reached();
    this.waiting = lease.waiting();
    this.end = endOf(claimedAt);
  }

  /** A push that began in time has ended before the lease does. */
  private long endOf(long from) {
    Patience patience = parts.patience();
    return from + patience.lease().minus(patience.answer().multipliedBy(2)).toNanos();
  }

  /** Takes the turn; fails when the database is away. */
  Future<Void> take() {
    Optional<Set<Scope>> scopes = parts.scopes().apply(lease.clientId());
    if (scopes.isEmpty()) {
      return parts.queue().settle(lease, List.of(), WITHDRAWN, parts.patience()).mapEmpty();
    }
    return round(scopes.get(), lease.fails() > 0 ? 1 : AT_ONCE);
  }

  private Future<Void> round(Set<Scope> scopes, int most) {
    rounds++;
    if (rounds > ROUNDS || isOver()) {
      return Future.succeededFuture();
    }
    return refill(scopes)
        .compose(
            more ->
                parts
                    .queue()
                    .due(lease, lost ? 0 : most)
                    .compose(due -> due.isEmpty() ? again(scopes, more) : push(scopes, due)));
  }

  private Future<Void> again(Set<Scope> scopes, boolean more) {
    return more ? round(scopes, AT_ONCE) : Future.succeededFuture();
  }

  private boolean isOver() {
    return lost || stopped.getAsBoolean() || parts.nanos().getAsLong() - end >= 0;
  }

  /** Takes a part of the log into the queue, if there is room; whether there is more of it. */
  private Future<Boolean> refill(Set<Scope> scopes) {
    if (waiting >= ROOM) {
      return Future.succeededFuture(false);
    }
    return parts
        .changes()
        .after(reached, LOOKED)
        .compose(
            page ->
                page.reached().equals(reached)
                    ? Future.succeededFuture(false)
                    : concerned.of(page.events(), scopes).compose(told -> enqueue(page, told)));
  }

  private Future<Boolean> enqueue(CardChanges.Page page, List<CardEvent> told) {
    return parts
        .queue()
        .enqueue(lease, told, page.reached())
        .map(
            held -> {
              reached = page.reached();
              waiting += told.size();
              lost = !held;
              return held && page.more();
            });
  }

  private Future<Void> push(Set<Scope> scopes, List<Waiting> due) {
    List<Result> results = new ArrayList<>();
    Work work = new Work(due);
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(parts.lanes(), due.size()); lane++) {
      lanes.add(pushNext(scopes, work, results));
    }
    return Future.join(lanes).compose(done -> settle(scopes, results));
  }

  private Future<Void> pushNext(Set<Scope> scopes, Work work, List<Result> results) {
    Optional<Waiting> next = isOver() ? Optional.empty() : work.next();
    return next.isEmpty()
        ? Future.succeededFuture()
        : pushOne(scopes, next.get(), results).compose(done -> pushNext(scopes, work, results));
  }

  private Future<Void> pushOne(Set<Scope> scopes, Waiting one, List<Result> results) {
    CardEvent event = one.event();
    String token = parts.writer().sign(event, event.type().orElseThrow(), lease.clientId(), scopes);
    return parts
        .receiver()
        .push(lease.url(), token)
        .onSuccess(delivery -> add(results, one, delivery))
        .mapEmpty();
  }

  private void add(List<Result> results, Waiting one, Delivery delivery) {
    parts.pushed().accept(delivery.outcome());
    Duration pause = parts.patience().pause(one.attempts() + 1, parts.random());
    String problem = delivery.isAccepted() ? null : delivery.word();
    Result result = new Result(one.event().place(), problem, pause);
    synchronized (results) {
      results.add(result);
    }
  }

  private Future<Void> settle(Set<Scope> scopes, List<Result> results) {
    long taken = results.stream().filter(result -> result.problem() == null).count();
    waiting -= taken;
    long asked = parts.nanos().getAsLong();
    Duration rest = parts.patience().rest(lease.fails() + 1, parts.random());
    return parts
        .queue()
        .settle(lease, results, rest, parts.patience())
        .compose(
            held -> {
              end = endOf(asked);
              return held && taken > 0 ? round(scopes, AT_ONCE) : Future.succeededFuture();
            });
  }

  /** The events of one round, handed out one after the other. */
  private static final class Work {
    private final List<Waiting> all;
    private int next;

    Work(List<Waiting> all) {
      this.all = all;
    }

    synchronized Optional<Waiting> next() {
      return next < all.size() ? Optional.of(all.get(next++)) : Optional.empty();
    }
  }
}
