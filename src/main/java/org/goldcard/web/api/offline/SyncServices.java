package org.goldcard.web.api.offline;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.ObjIntConsumer;
import org.goldcard.records.ScanRecord;
import org.goldcard.verifying.CardStatuses;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.offline.OfflineScans;

/**
 * What queued scans are judged with.
 *
 * @param codes reads a text as it was at a moment
 * @param rules the rules of a venue on a day
 * @param statuses the card table of now
 * @param scans the record
 * @param uses how online scans name a code
 * @param memory remembers nonces and visits
 * @param names a keyed hash of a text for a purpose: purpose, text
 * @param records leaves a record of a scan, with the index of its card, -1 where none was found
 * @param clock the time
 */
public record SyncServices(
    BiFunction<String, Instant, Presented> codes,
    BiFunction<String, LocalDate, Optional<SiteRules>> rules,
    CardStatuses statuses,
    OfflineScans scans,
    CodeNames uses,
    ScanMemory memory,
    BinaryOperator<String> names,
    ObjIntConsumer<ScanRecord> records,
    InstantSource clock) {

  /** How online scans name a live code. */
  @FunctionalInterface
  public interface CodeNames {
    /** Its names in every month in which it may have been used, if it was about a moment. */
    List<String> of(int cardIndex, String nonce, Instant about);
  }
}
