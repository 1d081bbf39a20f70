package org.goldcard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.goldcard.card.SubjectWord;
import org.goldcard.partners.Access;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.LiftSuspensions;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange;
import org.goldcard.status.feed.PositionMemory;
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
            vertx, backing.log(), table, PositionMemory.none(), clock, System::nanoTime);
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
