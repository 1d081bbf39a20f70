package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.goldcard.records.RecordScans;
import org.goldcard.records.Recording;
import org.goldcard.records.ScanRecord;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/** Enters every verification into the records, in their words. Safe from any thread. */
public final class ScanBook {
  private final RecordScans records;
  private final Counter twoVenues;
  private final Consumer<ScanRecord> seen;

  /**
   * Enters into records.
   *
   * @param meters where codes shown at two venues are counted
   */
  public ScanBook(RecordScans records, MeterRegistry meters) {
    this(records, meters, record -> {});
  }

  /**
   * Enters into records.
   *
   * @param meters where codes shown at two venues are counted
   * @param seen is shown every record as it is made; must not wait
   */
  public ScanBook(RecordScans records, MeterRegistry meters, Consumer<ScanRecord> seen) {
    this.records = records;
    this.seen = seen;
    this.twoVenues = meters.counter("goldcard.scans.two_venues");
  }

  /** Enters into the records of this node, whose figures are told with the others. */
  public static ScanBook of(Recording recording, MeterRegistry meters, Consumer<ScanRecord> seen) {
    meters.gauge("goldcard.records.spool.bytes", recording, Recording::waiting);
    meters.gauge("goldcard.records.spool.torn", recording, Recording::torn);
    count("goldcard.records.lost", recording, r -> r.scans().lost(), meters);
    count("goldcard.records.shipped", recording, r -> r.shipping().shipped(), meters);
    count("goldcard.records.refused", recording, r -> r.shipping().dropped(), meters);
    return new ScanBook(recording.scans(), meters, seen);
  }

  private static void count(
      String name, Recording recording, ToDoubleFunction<Recording> figure, MeterRegistry meters) {
    FunctionCounter.builder(name, recording, figure).register(meters);
  }

  /**
   * Enters an answer; never waits and never fails.
   *
   * @param note what the memory knew; null where nothing had to be remembered
   */
  void enter(Judgement judgement, ScanMemory.@Nullable Note note, Verification answer) {
    Scan.Scanner scanner = judgement.scan().scanner();
    ScanMemory.First first = note == null ? null : note.first();
    boolean two = first != null && !first.venueId().equals(scanner.venueId());
    if (two) {
      twoVenues.increment();
    }
    ListState list = judgement.list();
    Verification.Benefit benefit = answer.benefit();
    ScanRecord record =
        new ScanRecord(
            answer.verificationId(),
            judgement.at(),
            new ScanRecord.Place(scanner.venueId(), scanner.checkpoint(), scanner.clientId()),
            answer.result().name(),
            answer.admit().name(),
            benefit == null ? null : benefit.item(),
            shown(judgement.presented().kind()),
            flags(note, answer, two),
            list == null ? 0 : list.rev(),
            list == null ? null : list.age(),
            null,
            first == null ? null : first(first));
    seen.accept(record);
    boolean used = note != null && note.use() == ScanMemory.Use.FRESH && isLetIn(answer);
    records.record(record, judgement.cardIndex(), used ? judgement.presented().nonce() : null);
  }

  private static boolean isLetIn(Verification answer) {
    return answer.admit() != Verification.Admit.NO;
  }

  private static ScanRecord.First first(ScanMemory.First first) {
    return new ScanRecord.First(
        first.verificationId(), first.venueId(), first.checkpoint(), first.at());
  }

  private static ScanRecord.Shown shown(Presented.Kind kind) {
    return switch (kind) {
      case LIVE_CODE -> ScanRecord.Shown.LIVE_CODE;
      case PASS -> ScanRecord.Shown.PASS;
      case TYPED_NUMBER -> ScanRecord.Shown.TYPED_NUMBER;
      case UNKNOWN -> ScanRecord.Shown.UNKNOWN;
    };
  }

  private static Set<ScanRecord.Flag> flags(
      ScanMemory.@Nullable Note note, Verification answer, boolean twoVenues) {
    Set<ScanRecord.Flag> flags = EnumSet.noneOf(ScanRecord.Flag.class);
    if (answer.repeat()) {
      flags.add(ScanRecord.Flag.REPEAT);
    }
    if (!answer.sharedReplay()) {
      flags.add(ScanRecord.Flag.NODE_MEMORY);
    }
    if (twoVenues) {
      flags.add(ScanRecord.Flag.TWO_VENUES);
    }
    boolean counted = note != null && note.use() == ScanMemory.Use.FRESH && note.visit() != null;
    if (counted) {
      flags.add(ScanRecord.Flag.VISIT);
    }
    return flags;
  }
}
