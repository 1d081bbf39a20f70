package org.goldcard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.goldcard.records.ScanRecord;

/** Records of scans that never were. */
public final class TestRecords {
  private TestRecords() {}

  /** A valid visit of a card, numbered. */
  public static ScanRecord visit(int number, Instant at) {
    return visit(number, at, "card-of-" + number, "south gate");
  }

  /** A valid visit of the card with this reference. */
  public static ScanRecord visit(int number, Instant at, String reference, String checkpoint) {
    return new ScanRecord(
        "%032x".formatted(number),
        at,
        new ScanRecord.Place("JN-BAOTU", checkpoint, "gate-1"),
        "VALID",
        "AFTER_CHECK",
        "TOURISM_FITNESS.FREE_ENTRY",
        ScanRecord.Shown.LIVE_CODE,
        Set.of(ScanRecord.Flag.VISIT),
        4711,
        Duration.ofMillis(137),
        reference,
        null);
  }

  /** A record with nothing in it that can be left out. */
  public static ScanRecord bare(int number, Instant at) {
    return new ScanRecord(
        "%032x".formatted(number),
        at,
        new ScanRecord.Place("JN-千佛山", "东门", "闸机-2"),
        "BAD_CODE",
        "NO",
        null,
        ScanRecord.Shown.UNKNOWN,
        Set.of(),
        0,
        null,
        null,
        null);
  }

  /** A second use of the code of a first. */
  public static ScanRecord second(int number, Instant at, ScanRecord first) {
    return new ScanRecord(
        "%032x".formatted(number),
        at,
        new ScanRecord.Place("JN-千佛山", "东门", "闸机-2"),
        "CODE_USED",
        "NO",
        null,
        ScanRecord.Shown.LIVE_CODE,
        Set.of(ScanRecord.Flag.TWO_VENUES, ScanRecord.Flag.NODE_MEMORY),
        12,
        Duration.ZERO,
        "card",
        new ScanRecord.First(
            first.verificationId(),
            first.place().venue(),
            first.place().checkpoint(),
            first.scannedAt()));
  }
}
