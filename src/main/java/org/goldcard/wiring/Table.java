package org.goldcard.wiring;

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
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.card.SubjectWord;
import org.goldcard.partners.Access;
import org.goldcard.partners.CredentialWatch;
import org.goldcard.postgres.subject.HeldClients;
import org.goldcard.records.RestoreVisits;
import org.goldcard.status.CardLedger;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.LiftSuspensions;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange;
import org.goldcard.status.feed.FeedState;
import org.goldcard.status.feed.PromptLedger;
import org.goldcard.status.feed.StatusFollower;
import org.goldcard.status.feed.StatusPublisher;
import org.goldcard.status.keys.AnnounceKeys;
import org.goldcard.status.keys.FollowKeys;
import org.goldcard.status.published.ListPublishing;
import org.goldcard.status.published.PublishedTexts;
import org.goldcard.status.published.ServedTexts;
import org.goldcard.status.snapshot.ListHistory;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.CardStatuses;
import org.goldcard.verifying.KnownDisplays;
import org.goldcard.web.api.events.EventSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's card table and subjects with what keeps them current. A node that does everything also
 * carries changes to Redis, lifts suspensions, announces its keys and signs the published lists.
 */
public final class Table {
  private static final int KNOWN_NAMES = 100_000;
  private static final Logger LOG = LoggerFactory.getLogger(Table.class);
  private static final Duration WARN_EVERY = Duration.ofHours(1);

  private final Vertx vertx;
  private final boolean verifiesOnly;
  private final Tokens tokens;
  private final CardTable table = new CardTable();
  private final SubjectTable subjects;
  private final HeldClients clients;
  private final CredentialWatch credentials;
  private final StatusFollower follower;
  private final FollowKeys keys;
  private final AnnounceKeys announcing;
  private final StatusPublisher publisher;
  private final LiftSuspensions suspensions;
  private final RestoreVisits visits;
  private final PublishedList own;
  private final ListPublishing lists;
  private final ServedTexts texts;
  private final ListHistory history;
  private long sweeping = -1;
  private long warning = -1;

  public Table(
      Vertx vertx, Backing backing, Tokens tokens, InstantSource clock, boolean verifiesOnly) {
    this.vertx = vertx;
    this.verifiesOnly = verifiesOnly;
    this.tokens = tokens;
    this.follower =
        new StatusFollower(
            vertx, backing.log(), table, backing.positions(), clock, System::nanoTime);
    this.subjects = new SubjectTable(vertx, table, backing.subjects());
    WorkerExecutor files = vertx.createSharedWorkerExecutor("keys", 1);
    this.keys = new FollowKeys(subjects, tokens.keys(), files::executeBlocking);
    this.announcing = new AnnounceKeys(backing.subjects(), tokens.keys().notices());
    this.clients = new HeldClients(subjects);
    this.credentials = new CredentialWatch(clients::active, clock);
    this.publisher =
        new StatusPublisher(
            vertx, backing.leadership(), backing.log(), backing.carrier(), follower::trustsLog);
    this.suspensions = new LiftSuspensions(backing.ledger(), clock);
    this.visits = backing.records().visits(vertx, table, publisher::leads);
    this.own = lists(clock);
    this.history =
        new ListHistory(own, Tokens::packed, () -> table.position().map(Position::seq).orElse(0L));
    PublishedTexts texts = backing.texts();
    this.lists = new ListPublishing(vertx, own, history::look, verifiesOnly ? null : texts);
    this.texts = new ServedTexts(vertx, texts);
  }

  private PublishedList lists(InstantSource clock) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("status-lists", 1);
    return new PublishedList(
        table,
        follower::freshness,
        clock,
        (number, bits, asOf) -> verifiesOnly ? unsigned() : tokens.list(number, bits),
        worker::executeBlocking);
  }

  /** What stands for the signed text where there is no key: another one each time. */
  private static String unsigned() {
    return UUID.randomUUID().toString();
  }

  /** Starts; answers when the table is loaded and there are lists to serve. */
  public Future<Void> start(Backing backing) {
    return follower
        .start(backing.carrier())
        .compose(loaded -> subjects.start())
        .onSuccess(read -> keys.start())
        .compose(read -> verifiesOnly ? texts.start() : publisher.start())
        .compose(leading -> lists.start())
        .onSuccess(built -> takeDuty());
  }

  private void takeDuty() {
    if (!verifiesOnly) {
      visits.start();
      sweeping = suspensions.start(vertx);
      credentials.warn();
      warning = vertx.setPeriodic(WARN_EVERY.toMillis(), id -> credentials.warn());
      announce();
    }
  }

  /** Nobody waits for it: a node that was told nothing has its own files. */
  private void announce() {
    Actor self = new Actor(Actor.Kind.SYSTEM, "start");
    announcing
        .announce(tokens.keys().files(), Instruction.of(self, ""))
        .onFailure(e -> LOG.warn("keys could not be announced to other nodes", e));
  }

  /** What is known of holders' names: a correction passes by as a change of the card. */
  public CardLookup displays(CardLookup record) {
    KnownDisplays displays = new KnownDisplays(record, KNOWN_NAMES, System::nanoTime);
    table.onChange(change -> displays.changed(change.index()));
    table.onWhole(displays::forgetAll);
    return displays;
  }

  public Future<Void> stop() {
    follower.stop();
    subjects.stop();
    texts.stop();
    lists.stop();
    visits.stop();
    vertx.cancelTimer(sweeping);
    vertx.cancelTimer(warning);
    return verifiesOnly ? Future.succeededFuture() : publisher.stop();
  }

  public CardStatuses statuses() {
    return table::at;
  }

  /** Clients, keys and rules as this node holds them. */
  public SubjectTable subjects() {
    return subjects;
  }

  /**
   * Whether the client of a genuine access token may still act, and on the registration it names.
   */
  public boolean isActive(Access access) {
    SubjectWord word = subjects.word(StatusChange.Kind.CLIENT, access.clientId());
    return word.isActive() && (access.version() >= word.version() || outlivesChange(access));
  }

  /**
   * The access on its client's terms as this node knows them; empty where the client may not act,
   * or its newest terms are not here yet.
   */
  public Optional<Access> admit(Access access) {
    return isActive(access)
        ? clients.current(access.clientId()).map(found -> access.under(found.client().terms()))
        : Optional.empty();
  }

  /** A new key or secret of the client does not end the tokens it had. */
  private boolean outlivesChange(Access access) {
    return clients
        .current(access.clientId())
        .map(client -> access.version() >= client.tokensFrom())
        .orElse(false);
  }

  /** Which clients' credentials end soon. */
  public CredentialWatch credentials() {
    return credentials;
  }

  /** Has the feed measured: age and revision of the table, what proved it, who publishes. */
  public void measure(MeterRegistry meters) {
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

  /** Whether this node is the one that publishes the feed, of all nodes. */
  public boolean leads() {
    return publisher.leads();
  }

  public FeedState state() {
    return follower.state();
  }

  public Optional<Freshness> freshness() {
    return follower.freshness();
  }

  /** A ledger that acknowledges what this table has too. */
  public CardLedger prompt(CardLedger ledger) {
    return new PromptLedger(ledger, follower);
  }

  public Future<Boolean> awaitRev(long rev, Duration atMost) {
    return follower.awaitRev(rev, atMost);
  }

  /** A signed status list: of this node's making, or as another one made it. */
  public Optional<PublishedTexts.Text> published(int number) {
    return verifiesOnly ? texts.find(PublishedTexts.listName(number)) : lists.list(number);
  }

  /** The published lists of this moment, and what changed in them. */
  public ListHistory history() {
    return history;
  }

  /**
   * What scanners are told of as it happens.
   *
   * @param clock the displayed time
   */
  public EventSources events(InstantSource clock) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("passes", 1);
    return new EventSources(
        follower::freshness,
        own::refuses,
        cards -> worker.executeBlocking(() -> table.passesOf(cards)),
        this::isActive,
        clock);
  }

  /** The table itself, for comparison with the record. */
  public CardTable cards() {
    return table;
  }
}
