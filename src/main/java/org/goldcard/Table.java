package org.goldcard;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.goldcard.card.SubjectWord;
import org.goldcard.partners.Access;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.LiftSuspensions;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange;
import org.goldcard.status.feed.FeedState;
import org.goldcard.status.feed.StatusFollower;
import org.goldcard.status.feed.StatusPublisher;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.verifying.CardStatuses;
import org.goldcard.web.api.events.EventSources;

/** A node's card table with what keeps it current and what is published from it. */
final class Table {
  private static final Duration LIST_EVERY = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final CardTable table = new CardTable();
  private final SubjectTable subjects;
  private final StatusFollower follower;
  private final StatusPublisher publisher;
  private final LiftSuspensions suspensions;
  private final PublishedList lists;
  private final ListHistory history;
  private boolean listing;
  private long sweeping = -1;

  Table(Vertx vertx, Backing backing, Tokens tokens, InstantSource clock) {
    this.vertx = vertx;
    this.follower =
        new StatusFollower(
            vertx, backing.log(), table, backing.positions(), clock, System::nanoTime);
    this.subjects = new SubjectTable(vertx, table, backing.subjects());
    this.publisher =
        new StatusPublisher(
            vertx, backing.leadership(), backing.log(), backing.carrier(), follower::trustsLog);
    this.suspensions = new LiftSuspensions(backing.ledger(), clock);
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("status-lists", 1);
    this.lists =
        new PublishedList(
            table,
            follower::freshness,
            clock,
            (number, bits, asOf) -> tokens.list(number, bits),
            worker::executeBlocking);
    this.history =
        new ListHistory(
            lists, Tokens::packed, () -> table.position().map(Position::seq).orElse(0L));
  }

  /** Starts; answers when the table is loaded and the first lists are built. */
  Future<Void> start(Backing backing) {
    return follower
        .start(backing.carrier())
        .compose(loaded -> subjects.start())
        .compose(read -> publisher.start())
        .compose(leading -> lists.refresh())
        .onSuccess(done -> history.look())
        .onSuccess(
            built -> {
              vertx.setPeriodic(LIST_EVERY.toMillis(), id -> refreshLists());
              sweeping = suspensions.start(vertx);
            })
        .mapEmpty();
  }

  private void refreshLists() {
    if (listing) {
      return;
    }
    listing = true;
    lists.refresh().onSuccess(done -> history.look()).onComplete(done -> listing = false);
  }

  Future<Void> stop() {
    follower.stop();
    subjects.stop();
    vertx.cancelTimer(sweeping);
    return publisher.stop();
  }

  CardStatuses statuses() {
    return table::at;
  }

  /** Clients, keys and rules as this node holds them. */
  SubjectTable subjects() {
    return subjects;
  }

  /**
   * Whether the client of a genuine access token may still act, and on the registration it names.
   */
  boolean isActive(Access access) {
    SubjectWord word = subjects.word(StatusChange.Kind.CLIENT, access.clientId());
    return word.isActive() && access.version() >= word.version();
  }

  /** Has the feed measured: age and revision of the table, what proved it, who publishes. */
  void measure(MeterRegistry meters) {
    Gauge.builder("goldcard.status.age", this, t -> t.of(f -> f.age().toNanos() / 1e9))
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("goldcard.status.rev", this, t -> t.of(Freshness::rev)).register(meters);
    for (String source : List.of(Freshness.LOG, Freshness.CARRIER)) {
      Gauge.builder("goldcard.status.source", this, t -> t.of(f -> f.isFrom(source)))
          .tag("source", source)
          .register(meters);
    }
    for (FeedState state : FeedState.values()) {
      Gauge.builder("goldcard.status.state", follower, f -> f.state() == state ? 1 : 0)
          .tag("state", state.code())
          .register(meters);
    }
    Gauge.builder("goldcard.status.leader", publisher, p -> p.leads() ? 1 : 0).register(meters);
    FunctionCounter.builder("goldcard.status.rebuilds", publisher, StatusPublisher::rebuilds)
        .register(meters);
  }

  /** A figure of a freshness, none while there is none. */
  private double of(ToDoubleFunction<Freshness> figure) {
    return freshness().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  FeedState state() {
    return follower.state();
  }

  Optional<Freshness> freshness() {
    return follower.freshness();
  }

  Future<Boolean> awaitRev(long rev, Duration atMost) {
    return follower.awaitRev(rev, atMost);
  }

  Optional<PublishedList.Published> published(int number) {
    return lists.list(number);
  }

  /** The published lists of this moment, and what changed in them. */
  ListHistory history() {
    return history;
  }

  /**
   * What scanners are told of as it happens.
   *
   * @param clock the displayed time
   */
  EventSources events(InstantSource clock) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("passes", 1);
    return new EventSources(
        follower::freshness,
        lists::refuses,
        cards -> worker.executeBlocking(() -> table.passesOf(cards)),
        this::isActive,
        clock);
  }

  /** The table itself, for comparison with the record. */
  CardTable cards() {
    return table;
  }
}
