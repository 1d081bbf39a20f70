package org.goldcard.testkit;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.card.Validity;
import org.goldcard.records.CardReferences;
import org.goldcard.records.KeepRecords;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanStore;

/** A store of records in memory: the twin of the database's. */
public final class InMemoryScanStore implements ScanStore {
  private final InstantSource clock;
  private final Map<List<Object>, ScanRecord> records = new LinkedHashMap<>();
  private final Map<YearMonth, String> secrets = new HashMap<>();
  private final HashSet<String> poison = new HashSet<>();
  private boolean away;
  private int made;

  /** An empty store. */
  public InMemoryScanStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Cannot be reached, or can again. */
  public synchronized void goAway(boolean now) {
    away = now;
  }

  /** Finds every record of this name faulty. */
  public synchronized void refuse(String verificationId) {
    poison.add(verificationId);
  }

  /** What was stored, in order. */
  public synchronized List<ScanRecord> records() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized Future<Taken> insert(List<ScanRecord> given) {
    if (away) {
      return Future.failedFuture(new StoreUnavailable("away", new IllegalStateException()));
    }
    if (given.stream().anyMatch(r -> poison.contains(r.verificationId()))) {
      return Future.failedFuture(new IllegalArgumentException("record: faulty"));
    }
    int stored = 0;
    int outside = 0;
    for (ScanRecord record : given) {
      if (!isKept(record.scannedAt())) {
        outside++;
      } else if (records.putIfAbsent(List.of(record.verificationId(), record.scannedAt()), record)
          == null) {
        stored++;
      }
    }
    return Future.succeededFuture(new Taken(stored, given.size() - stored - outside, outside));
  }

  private boolean isKept(Instant at) {
    YearMonth month = CardReferences.month(at);
    YearMonth now = CardReferences.month(clock.instant());
    YearMonth oldest = CardReferences.month(clock.instant().minus(KeepRecords.KEPT));
    return !month.isBefore(oldest) && !month.isAfter(now.plusMonths(2));
  }

  @Override
  public synchronized Future<Map<YearMonth, String>> prepare(Instant now) {
    YearMonth last = CardReferences.month(now).plusMonths(2);
    YearMonth month = CardReferences.month(now.minus(KeepRecords.KEPT));
    while (!month.isAfter(last)) {
      secrets.computeIfAbsent(month, m -> "%064x".formatted(++made));
      month = month.plusMonths(1);
    }
    return Future.succeededFuture(Map.copyOf(secrets));
  }

  @Override
  public synchronized Future<Long> fold(Instant before) {
    Optional<Instant> oldest =
        records.values().stream()
            .map(ScanRecord::scannedAt)
            .filter(at -> at.isBefore(before))
            .min(Instant::compareTo);
    long gone = oldest.map(at -> foldDay(Validity.dayOf(at), before)).orElse(0L);
    secrets
        .keySet()
        .removeIf(
            m -> {
              Instant end = Validity.endOf(m.atEndOfMonth());
              return !end.isAfter(before)
                  && records.values().stream().noneMatch(r -> r.scannedAt().isBefore(end));
            });
    return Future.succeededFuture(gone);
  }

  private long foldDay(LocalDate day, Instant before) {
    long held = records.size();
    records
        .values()
        .removeIf(r -> r.scannedAt().isBefore(before) && Validity.dayOf(r.scannedAt()).equals(day));
    return held - records.size();
  }

  @Override
  public synchronized Future<List<Visits>> visits(Instant from, Instant before) {
    Map<List<String>, Visits> visits = new LinkedHashMap<>();
    List<ScanRecord> ordered = new ArrayList<>(records.values());
    ordered.sort((a, b) -> a.scannedAt().compareTo(b.scannedAt()));
    for (ScanRecord r : ordered) {
      String reference = r.reference();
      boolean inside = !r.scannedAt().isBefore(from) && r.scannedAt().isBefore(before);
      if (inside && reference != null && r.flags().contains(ScanRecord.Flag.VISIT)) {
        visits.merge(List.of(r.place().venue(), reference), first(r, reference), this::again);
      }
    }
    return Future.succeededFuture(List.copyOf(visits.values()));
  }

  private static Visits first(ScanRecord r, String reference) {
    return new Visits(r.place().venue(), reference, 1, r.scannedAt(), r.place().checkpoint());
  }

  private Visits again(Visits before, Visits one) {
    return new Visits(
        before.venue(),
        before.reference(),
        before.count() + 1,
        before.firstAt(),
        before.firstCheckpoint());
  }
}
