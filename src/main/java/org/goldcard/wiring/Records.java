package org.goldcard.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.goldcard.card.StatusWord;
import org.goldcard.files.spool.FileSpool;
import org.goldcard.files.spool.SpoolLimits;
import org.goldcard.postgres.device.PostgresDeviceLog;
import org.goldcard.postgres.device.PostgresSightingLog;
import org.goldcard.postgres.scans.PostgresOfflineScans;
import org.goldcard.postgres.scans.PostgresScanHours;
import org.goldcard.postgres.scans.PostgresScanStore;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.subject.HeldClients;
import org.goldcard.records.CardReferences;
import org.goldcard.records.Recording;
import org.goldcard.records.RestoreVisits;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanStore;
import org.goldcard.records.VisitCounts;
import org.goldcard.redis.RedisStore;
import org.goldcard.status.CardTable;
import org.goldcard.token.secret.KeyedReference;
import org.goldcard.venues.device.DeviceLog;
import org.goldcard.venues.device.RecordDevices;
import org.goldcard.venues.device.SightingLog;
import org.goldcard.venues.device.SilenceRule;
import org.goldcard.venues.device.WatchDevices;
import org.goldcard.verifying.offline.OfflineScans;
import org.goldcard.wiring.venue.DevicesHeard;

/** What is kept of scans: their records, those without a network, how cards are named in them. */
public final class Records {
  private final ScanStore scans;
  private final OfflineScans offline;
  private final CardReferences references;
  private final VisitCounts counts;
  private final DeviceLog deviceLog;
  private final RecordDevices devices;
  private final InstantSource clock;
  private final Database database;

  Records(
      Vertx vertx,
      Database database,
      RedisStore redis,
      byte[] lookupKey,
      boolean reads,
      InstantSource clock) {
    this.scans = new PostgresScanStore(database, clock, reads);
    this.offline = new PostgresOfflineScans(database, clock);
    this.references = new CardReferences(secret -> new KeyedReference(lookupKey, secret));
    this.deviceLog = new PostgresDeviceLog(database);
    this.devices = new RecordDevices(vertx, deviceLog);
    this.counts = redis.visitCounts(clock);
    this.clock = clock;
    this.database = database;
  }

  /**
   * Opens the records of this node: its spool, and the way from there to the database.
   *
   * @param directory where they wait
   */
  public Future<Recording> open(Vertx vertx, Path directory) {
    devices.start();
    return FileSpool.open(vertx, directory, SpoolLimits.usual())
        .map(spool -> new Recording(vertx, spool, scans, references, clock, System::nanoTime))
        .compose(recording -> recording.start().map(recording));
  }

  /** Writes what is due of devices, and no more. */
  Future<Void> close() {
    return devices.stop();
  }

  /** How devices were when they were last heard, of record. */
  public DeviceLog deviceLog() {
    return deviceLog;
  }

  /** When devices were last heard by any node, of record. */
  public SightingLog sightings() {
    return new PostgresSightingLog(database);
  }

  /** What each device let in and refused, by the hour. */
  public ScanHours hours() {
    return new PostgresScanHours(database);
  }

  /** Watches for devices that fall silent; the node that publishes the feed tells the log. */
  public DevicesHeard watch(Vertx vertx, Table table, SilenceRule rule, MeterRegistry meters) {
    HeldClients clients = new HeldClients(table.subjects());
    WatchDevices watch =
        new WatchDevices(
            vertx,
            new PostgresSightingLog(database),
            rule,
            id -> clients.current(id).isPresent(),
            table::leads,
            clock);
    return new DevicesHeard(watch, devices, clock, meters);
  }

  /** Scans judged without a network. */
  public OfflineScans offline() {
    return offline;
  }

  /** How cards and codes are named in records. */
  public CardReferences references() {
    return references;
  }

  /** Brings back the visits of today where Redis was emptied, while this node has that duty. */
  RestoreVisits visits(Vertx vertx, CardTable table, BooleanSupplier duty) {
    return new RestoreVisits(
        vertx,
        scans,
        counts,
        references,
        to -> table.forEach((index, word) -> acceptCard(index, word, to)),
        duty,
        clock);
  }

  private static void acceptCard(int index, StatusWord word, IntConsumer to) {
    if (word.isPresent() && !word.isPass()) {
      to.accept(index);
    }
  }
}
