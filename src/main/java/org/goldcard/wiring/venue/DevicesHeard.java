package org.goldcard.wiring.venue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.goldcard.records.RecordScans;
import org.goldcard.records.ScanRecord;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.venues.device.RecordDevices;
import org.goldcard.venues.device.Sighting;
import org.goldcard.venues.device.WatchDevices;
import org.goldcard.web.api.verify.ScanFigures;

/** Joins what devices send with the watch for those that fall silent, and counts their scans. */
public final class DevicesHeard {
  private final WatchDevices watch;
  private final RecordDevices record;
  private final InstantSource clock;
  private final ScanFigures figures;

  /** Hands what is heard to a watch, and heartbeats to the record. */
  public DevicesHeard(
      WatchDevices watch, RecordDevices record, InstantSource clock, MeterRegistry meters) {
    this.watch = watch;
    this.record = record;
    this.clock = clock;
    this.figures = new ScanFigures(meters);
    Gauge.builder("goldcard.devices.silent", watch, w -> w.silent().size()).register(meters);
  }

  /** Takes heartbeats. */
  public Consumer<Heartbeat> beats() {
    return this::beat;
  }

  private void beat(Heartbeat beat) {
    record.heard(beat);
    watch.heard(new Sighting(beat.client(), beat.venue(), beat.checkpoint(), beat.at()));
  }

  /** Takes records of scans as they are made. */
  public Consumer<ScanRecord> scans() {
    return this::scan;
  }

  private void scan(ScanRecord scan) {
    figures.count(scan);
    ScanRecord.Place place = scan.place();
    watch.heard(new Sighting(place.client(), place.venue(), place.checkpoint(), scan.scannedAt()));
  }

  /** Takes records of scans that were made without a network: their device has one again. */
  public ObjIntConsumer<ScanRecord> queued(RecordScans records) {
    return (scan, card) -> queued(records, scan, card);
  }

  private void queued(RecordScans records, ScanRecord scan, int card) {
    figures.count(scan);
    ScanRecord.Place place = scan.place();
    watch.heard(new Sighting(place.client(), place.venue(), place.checkpoint(), clock.instant()));
    records.record(scan, card);
  }

  /** The devices that are silent now, the longest first. */
  public List<Sighting> silent() {
    return watch.silent();
  }

  /** Begins; the table is loaded. */
  public void start() {
    watch.start();
  }

  /** Writes what is due, and no more. */
  public Future<Void> stop() {
    return watch.stop();
  }
}
