package org.goldcard.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.config.FieldKeys;
import org.goldcard.config.Settings;
import org.goldcard.files.state.PositionFile;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.UnissuedTalents;
import org.goldcard.partners.AssertionMemory;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.NodeAssertionMemory;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.postgres.Patience;
import org.goldcard.postgres.PostgresCardLedger;
import org.goldcard.postgres.PostgresCardRegistry;
import org.goldcard.postgres.PostgresEpochLedger;
import org.goldcard.postgres.PostgresLeadership;
import org.goldcard.postgres.PostgresStatusLog;
import org.goldcard.postgres.PostgresUnissuedTalents;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.FailoverSafety;
import org.goldcard.postgres.store.FailoverWatch;
import org.goldcard.postgres.store.Migrations;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresPublishedTexts;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.postgres.subject.PostgresVenueRegistry;
import org.goldcard.postgres.talents.PostgresCardLookup;
import org.goldcard.postgres.talents.PostgresTalentRegistry;
import org.goldcard.redis.RedisStore;
import org.goldcard.status.CardLedger;
import org.goldcard.status.Leadership;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusLog;
import org.goldcard.status.feed.ConfirmRestore;
import org.goldcard.status.feed.EpochLedger;
import org.goldcard.status.feed.PositionMemory;
import org.goldcard.status.published.PublishedTexts;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.status.subject.SubjectTable;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.venues.record.VenueRegistry;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.memory.NodeScanMemory;

/** One PostgreSQL and one Redis, and the ports on them. Safe from any thread. */
public final class Backing {
  private static final int REMEMBERED_SCANS = 200_000;
  private static final int REMEMBERED_ASSERTIONS = 100_000;

  private final Database database;
  private final FailoverWatch failover;
  private final RedisStore redis;
  private final CardRegistry cards;
  private final CardLedger ledger;
  private final TalentRegistry talents;
  private final UnissuedTalents unissued;
  private final SubjectLedger subjects;
  private final PublishedTexts texts;
  private final StatusLog log;
  private final Leadership leadership;
  private final CardLookup lookup;
  private final FieldIndex index;
  private final Records records;
  private final FieldCipher cipher;
  private final PositionMemory positions;
  private final ScanMemory memory;

  private Backing(Vertx vertx, Settings settings, InstantSource clock) {
    FieldKeys keys = settings.fields();
    this.index = new FieldIndex(FieldKeys.bytes(keys.lookup()));
    boolean reads = settings.role() == Settings.Role.ALL;
    this.cipher = StoreSettings.cipher(keys);
    this.database = new Database(vertx, StoreSettings.database(settings));
    this.failover = new FailoverWatch(database, reads);
    this.redis = new RedisStore(vertx, StoreSettings.redis(settings.redis()), this::seal);
    this.cards = new PostgresCardRegistry(database, clock);
    this.ledger = new PostgresCardLedger(database, clock);
    this.talents = new PostgresTalentRegistry(database, clock, cipher, index);
    this.unissued = new PostgresUnissuedTalents(database, clock);
    this.subjects = new PostgresSubjectLedger(database, clock);
    this.texts = new PostgresPublishedTexts(database);
    this.log = new PostgresStatusLog(database);
    this.positions = new PositionFile(vertx, settings.operation().spool());
    this.leadership = new PostgresLeadership(database);
    this.lookup = reads ? new PostgresCardLookup(database, cipher, index) : CardLookup.none();
    NodeScanMemory node = new NodeScanMemory(REMEMBERED_SCANS, System::nanoTime);
    this.memory = redis.scanMemory(node, lookup::display, System::nanoTime);
    this.records =
        new Records(vertx, database, redis, FieldKeys.bytes(keys.lookup()), reads, clock);
  }

  /**
   * Brings the schema up to date, where this node may, and connects; Redis may be away, an unfit
   * one refuses.
   */
  public static Future<Backing> open(Vertx vertx, Settings settings, InstantSource clock) {
    boolean migrates = settings.role() == Settings.Role.ALL;
    Future<Integer> migrated =
        migrates
            ? Patience.with(vertx, () -> Migrations.apply(vertx, StoreSettings.database(settings)))
            : Future.succeededFuture(0);
    return migrated
        .map(applied -> new Backing(vertx, settings, clock))
        .compose(backing -> backing.require(vertx, settings).map(backing))
        .compose(backing -> backing.redis.connectOrAwait().map(backing));
  }

  private Future<Void> require(Vertx vertx, Settings settings) {
    return Patience.with(vertx, () -> Migrations.require(database))
        .compose(known -> Patience.with(vertx, () -> requireSafety(settings)));
  }

  /** A failover that may lose what was acknowledged is accepted only on demand, and then told. */
  private Future<Void> requireSafety(Settings settings) {
    boolean accepted = settings.operation().acceptFailoverLoss();
    return failover
        .ask()
        .map(found -> found.filter(unsafe -> !accepted))
        .compose(found -> found.map(this::refuse).orElseGet(Future::succeededFuture));
  }

  private Future<Void> refuse(FailoverSafety found) {
    CommandRefused refused =
        new CommandRefused(
            ExitCode.NOT_READY,
            found.zh() + "；确需如此请设置 ACCEPT_FAILOVER_LOSS=true",
            found.en() + "; to accept that set ACCEPT_FAILOVER_LOSS=true");
    return database.close().transform(closed -> Future.failedFuture(refused));
  }

  /** Whether nothing acknowledged can be lost, asked anew; what was known where nobody answers. */
  public Future<Boolean> isFailoverSafe() {
    return failover.isSafe();
  }

  /** What operators should know of the servers, in both languages. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>();
    failover.unsafe().ifPresent(known -> all.add(known.zh() + " / " + known.en()));
    redis.objection().ifPresent(all::add);
    return List.copyOf(all);
  }

  /** Under a key that all nodes share and Redis never sees. */
  private String seal(String text) {
    return index.hexKey("status feed", text);
  }

  public Database database() {
    return database;
  }

  public CardRegistry cards() {
    return cards;
  }

  public CardLedger ledger() {
    return ledger;
  }

  public TalentRegistry talents() {
    return talents;
  }

  public UnissuedTalents unissued() {
    return unissued;
  }

  /** The clients as they are recorded. */
  public ClientRegistry clients() {
    return new PostgresClientRegistry(subjects, cipher);
  }

  /** The clients as a node holds them. */
  public ClientRegistry clients(SubjectTable held) {
    return new PostgresClientRegistry(subjects, id -> held.find(StatusChange.Kind.CLIENT, id));
  }

  /** The venues as they are recorded. */
  public VenueRegistry venues() {
    return new PostgresVenueRegistry(subjects);
  }

  public SubjectLedger subjects() {
    return subjects;
  }

  public PublishedTexts texts() {
    return texts;
  }

  public StatusLog log() {
    return log;
  }

  /** What a restored record would forget, and how the service goes on after one. */
  public ConfirmRestore confirmRestore(InstantSource clock) {
    EpochLedger epochs = new PostgresEpochLedger(database, clock);
    return new ConfirmRestore(log, carrier(), positions, epochs, ledger, clock);
  }

  /** How far this node knows the log was. */
  public PositionMemory positions() {
    return positions;
  }

  public Leadership leadership() {
    return leadership;
  }

  public CardLookup lookup() {
    return lookup;
  }

  /** What is kept of scans. */
  public Records records() {
    return records;
  }

  public FieldIndex index() {
    return index;
  }

  public StatusCarrier carrier() {
    return redis.statusCarrier();
  }

  /** The memory of scans: shared through Redis, this node's own while Redis is away. */
  public ScanMemory memory() {
    return memory;
  }

  /** How many card and ID numbers a client may type in a shift. */
  public ShiftQuota numbers(int most, InstantSource clock) {
    return redis.quota("numbers", most, clock);
  }

  /** Counters that all nodes add to. */
  public SharedCounts counts() {
    return redis.counts();
  }

  /** The memory of used assertions: shared through Redis, this node's own while Redis is away. */
  public AssertionMemory assertions() {
    NodeAssertionMemory node = new NodeAssertionMemory(REMEMBERED_ASSERTIONS, System::nanoTime);
    return redis.assertionMemory(node, System::nanoTime);
  }

  public Future<Boolean> isDatabaseThere() {
    return database.ping().map(true).otherwise(false);
  }

  public Future<Boolean> isRedisThere() {
    return Future.succeededFuture(redis.isConnected());
  }

  /** Has the way to Redis measured: whether it is there, and whether scans go on without it. */
  public void measure(MeterRegistry meters) {
    Gauge.builder("goldcard.redis.connected", redis, r -> r.isConnected() ? 1 : 0).register(meters);
    Gauge.builder("goldcard.redis.breaker.open", redis, r -> r.isSpared() ? 1 : 0).register(meters);
  }

  public Future<Void> close() {
    return records.close().eventually(redis::close).eventually(database::close);
  }
}
