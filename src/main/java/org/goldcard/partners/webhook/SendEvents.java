package org.goldcard.partners.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.partners.webhook.WebhookQueue.Figures;
import org.goldcard.partners.webhook.WebhookQueue.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of changes: takes those that no other node serves, and gives each a turn of its
 * own, so that a slow one holds up nobody but itself. Safe from any thread.
 */
public final class SendEvents {
  /** How many receivers a node serves at the same time. */
  public static final int PLACES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(SendEvents.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration COUNT = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Duration FORGET = Duration.ofHours(6);

  private final Vertx vertx;
  private final String node;
  private final WebhookQueue queue;
  private final SendParts parts;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean prompted = new AtomicBoolean();
  private final Map<Long, Future<Void>> turns = new ConcurrentHashMap<>();
  private final long[] timers = new long[3];
  private volatile Figures figures = Figures.NONE;
  private final AtomicLong told = new AtomicLong();
  private volatile boolean stopped;

  /**
   * Sends with these.
   *
   * @param node a name no other node has
   */
  public SendEvents(Vertx vertx, String node, SendParts parts) {
    this.vertx = vertx;
    this.node = node;
    this.parts = parts;
    this.queue = parts.queue();
  }

  /** Begins. */
  public void start() {
    timers[0] = vertx.setPeriodic(LOOK.toMillis(), id -> look());
    timers[1] = vertx.setPeriodic(COUNT.toMillis(), id -> count());
    timers[2] = vertx.setPeriodic(FORGET.toMillis(), id -> forget());
    count();
  }

  /** Something changed: looks at once instead of a little later. Costs nothing. */
  public void prompt() {
    if (prompted.compareAndSet(false, true)) {
      vertx.setTimer(5, id -> promptly());
    }
  }

  private void promptly() {
    prompted.set(false);
    look();
  }

  private void look() {
    int free = Math.max(0, PLACES - busy.get());
    if (stopped || !looking.compareAndSet(false, true)) {
      return;
    }
    long asked = parts.nanos().getAsLong();
    queue
        .claim(node, free, parts.patience().lease())
        .onComplete(done -> looking.set(false))
        .onComplete(leases -> serve(leases, asked), this::tell);
  }

  private void serve(List<Lease> leases, long claimedAt) {
    for (Lease lease : leases) {
      busy.incrementAndGet();
      Future<Void> turn =
          new Turn(parts, lease, claimedAt, () -> stopped)
              .take()
              .recover(this::tellLost)
              .eventually(() -> queue.release(lease).otherwiseEmpty())
              .onComplete(done -> ended(lease));
      if (!turn.isComplete()) {
        turns.put(lease.webhookId(), turn);
      }
    }
  }

  private void ended(Lease lease) {
    busy.decrementAndGet();
    turns.remove(lease.webhookId());
  }

  private Future<Void> tellLost(Throwable failure) {
    tell(failure);
    return Future.succeededFuture();
  }

  /** Once a minute, however many receivers there are. */
  private void tell(Throwable failure) {
    long now = parts.nanos().getAsLong();
    long last = told.get();
    boolean due = last == 0 || now - last > QUIET.toNanos();
    if (due && !stopped && told.compareAndSet(last, now)) {
      LOG.warn("webhooks wait: {}", failure.getMessage(), failure);
    }
  }

  private void count() {
    queue.figures().onSuccess(now -> figures = now).onFailure(this::tell);
  }

  private void forget() {
    parts.interests().forgetOld().onFailure(this::tell);
  }

  /** How the queue stood a few seconds ago. */
  public Figures figures() {
    return figures;
  }

  /** Looks no more; answers when what is under way has ended. */
  public Future<Void> stop() {
    stopped = true;
    for (long timer : timers) {
      vertx.cancelTimer(timer);
    }
    return Future.join(List.copyOf(turns.values()))
        .eventually(() -> queue.leave(node).otherwiseEmpty())
        .mapEmpty();
  }
}
