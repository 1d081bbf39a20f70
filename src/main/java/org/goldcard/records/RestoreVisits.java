package org.goldcard.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.goldcard.card.Validity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back the visits of today from the records after the memory that nodes share was emptied:
 * once for each of its contents, by one node, in the background. A second look some seconds later
 * finds what was still on its way to the records. Counts only rise, so that whatever happens
 * meanwhile is kept.
 */
public final class RestoreVisits {
  /** How often it looks whether there is something to do. */
  public static final Duration LOOK = Duration.ofSeconds(2);

  /** How long records may be on their way: the second look comes after it. */
  public static final Duration UNDER_WAY = Duration.ofSeconds(6);

  private static final Logger LOG = LoggerFactory.getLogger(RestoreVisits.class);
  private static final int TOGETHER = 200;
  private static final int ANY_CARD = 0;

  private final Vertx vertx;
  private final ScanStore store;
  private final VisitCounts counts;
  private final CardReferences references;
  private final Consumer<IntConsumer> cards;
  private final BooleanSupplier duty;
  private final InstantSource clock;
  private final WorkerExecutor worker;
  private final AtomicBoolean running = new AtomicBoolean();
  private long timer = -1;

  /**
   * Looks after a memory.
   *
   * @param cards hands the index of every card to whoever asks
   * @param duty whether it is for this node to do
   */
  public RestoreVisits(
      Vertx vertx,
      ScanStore store,
      VisitCounts counts,
      CardReferences references,
      Consumer<IntConsumer> cards,
      BooleanSupplier duty,
      InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.counts = counts;
    this.references = references;
    this.cards = cards;
    this.duty = duty;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("visits", 1);
  }

  /** Looks from now on. */
  public void start() {
    timer = vertx.setPeriodic(LOOK.toMillis(), id -> look());
  }

  /** Looks no more. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    boolean ready = references.name(ANY_CARD, clock.instant()).isPresent();
    if (ready && duty.getAsBoolean() && running.compareAndSet(false, true)) {
      counts
          .due()
          .compose(due -> due.map(this::restore).orElseGet(Future::succeededFuture))
          .onFailure(e -> LOG.debug("visits of today not brought back yet", e))
          .onComplete(done -> running.set(false));
    }
  }

  private Future<Void> restore(String contents) {
    return once()
        .compose(first -> vertx.timer(UNDER_WAY.toMillis(), TimeUnit.MILLISECONDS))
        .compose(waited -> once())
        .onSuccess(found -> LOG.info("visits of today brought back: {}", found))
        .compose(found -> counts.done(contents));
  }

  /** How many pairs of card and venue have visits today. */
  private Future<Integer> once() {
    Instant now = clock.instant();
    Instant dawn = Validity.endOf(Validity.dayOf(now).minusDays(1));
    return store
        .visits(dawn, now)
        .compose(visits -> worker.executeBlocking(() -> counted(visits, now)))
        .compose(found -> raise(found, 0).map(found.size()));
  }

  /** Records name cards so that only trying all of them tells which: a microsecond each. */
  private List<VisitCounts.Counted> counted(List<ScanStore.Visits> visits, Instant now) {
    if (visits.size() >= ScanStore.MOST_VISITS) {
      LOG.warn("more visits today than are brought back: {}", ScanStore.MOST_VISITS);
    }
    Map<String, List<ScanStore.Visits>> byCard = new HashMap<>();
    visits.forEach(v -> byCard.computeIfAbsent(v.reference(), r -> new ArrayList<>()).add(v));
    List<VisitCounts.Counted> found = new ArrayList<>();
    if (!byCard.isEmpty()) {
      cards.accept(index -> add(found, index, references.name(index, now), byCard));
    }
    return found;
  }

  private static void add(
      List<VisitCounts.Counted> found,
      int index,
      Optional<String> name,
      Map<String, List<ScanStore.Visits>> byCard) {
    name.map(byCard::get)
        .ifPresent(of -> of.forEach(v -> found.add(new VisitCounts.Counted(index, v))));
  }

  private Future<Void> raise(List<VisitCounts.Counted> all, int from) {
    if (from >= all.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(all.size(), from + TOGETHER);
    return counts.raise(all.subList(from, to)).compose(raised -> raise(all, to));
  }
}
