package org.goldcard.wiring.venue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.policy.Policy;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.postgres.subject.HeldVenues;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.venues.record.VenueFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's venues as the feed tells them: read on a worker, found whole, then taken over at
 * once. Until then, and where this version does not understand them, those before go on.
 */
public final class VenueFeed {
  private static final Logger LOG = LoggerFactory.getLogger(VenueFeed.class);

  private final SubjectTable subjects;
  private final HeldVenues held;
  private final Sites sites;
  private final Policy policy;
  private final Districts districts;
  private final WorkerExecutor worker;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<String> taken = Optional.empty();

  /** Follows the rules of a table; each change of them replaces the venues of {@code sites}. */
  public VenueFeed(
      Vertx vertx, SubjectTable subjects, Sites sites, Policy policy, Districts districts) {
    this.subjects = subjects;
    this.held = new HeldVenues(subjects);
    this.sites = sites;
    this.policy = policy;
    this.districts = districts;
    this.worker = vertx.createSharedWorkerExecutor("venues", 1);
  }

  /** Takes over what is recorded now, and every change from now on; the table is loaded. */
  public Future<Void> start() {
    return worker
        .<Void>executeBlocking(this::follow)
        .onSuccess(
            first -> {
              subjects.onChange(this::ask);
              ask();
              hint();
            });
  }

  /** Calls back, on a worker, after other venues count. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Whether the venues in use are those of record, and there are any. */
  public boolean isCurrent() {
    return taken.isPresent() && taken.equals(held.digest());
  }

  /** Has it measured how many venues count, and whether they are those of record. */
  public void measure(MeterRegistry meters) {
    Gauge.builder("goldcard.venues", sites, s -> s.venues().all().size()).register(meters);
    Gauge.builder("goldcard.venues.current", this, f -> f.isCurrent() ? 1 : 0).register(meters);
  }

  private void hint() {
    if (held.digest().isEmpty()) {
      LOG.warn("no venues are recorded: no scan is admitted anywhere until `venues import FILE`");
    }
  }

  /** Many changes that come together are followed once. */
  private void ask() {
    if (held.digest().isPresent() && !isCurrent() && asked.compareAndSet(false, true)) {
      worker
          .<Void>executeBlocking(
              () -> {
                asked.set(false);
                return follow();
              })
          .onFailure(e -> LOG.error("the venues of record cannot be taken over", e));
    }
  }

  private @org.jspecify.annotations.Nullable Void follow() {
    if (!isCurrent()) {
      held.whole().ifPresent(this::take);
    }
    return null;
  }

  private void take(VenueFile file) {
    String digest = file.digest();
    if (taken.filter(digest::equals).isPresent()) {
      return;
    }
    try {
      sites.take(file.tree(policy, districts));
      taken = Optional.of(digest);
      LOG.info("{} venues taken over", file.venues().size());
      listeners.forEach(Runnable::run);
    } catch (RefusedSource e) {
      LOG.error("the venues of record are not understood; those before go on", e);
    }
  }
}
