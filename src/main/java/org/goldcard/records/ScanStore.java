package org.goldcard.records;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * The records of all nodes. A lost database is a failed future with {@link
 * org.goldcard.card.StoreUnavailable}. Safe from any thread.
 */
public interface ScanStore {
  /** How many visits are told of at most. */
  int MOST_VISITS = 300_000;

  /**
   * Takes records, all or none; one that is there already is left as it is. A record outside the
   * months that are kept is dropped and counted.
   */
  Future<Taken> insert(List<ScanRecord> records);

  /**
   * Makes room for the months that may be recorded, from the oldest kept to some ahead, and answers
   * the secrets that name cards in each: 32 random bytes in hexadecimal. The secret of a month
   * never changes until it is destroyed.
   *
   * @param now the present moment
   */
  Future<Map<YearMonth, String>> prepare(Instant now);

  /**
   * Turns the oldest records from before a moment into counts, at most a day's, so that nothing
   * tells any longer which card was scanned where; answers how many. Also drops months that have
   * nothing left and destroys their secrets. May run on several nodes at once.
   */
  Future<Long> fold(Instant before);

  /**
   * The visits counted from one moment on and before another, by venue and card; of more than
   * {@link #MOST_VISITS} pairs some.
   */
  Future<List<Visits>> visits(Instant from, Instant before);

  /**
   * What became of records.
   *
   * @param stored how many are new
   * @param known how many were there already
   * @param outside how many lie outside the months that are kept
   */
  record Taken(int stored, int known, int outside) {}

  /**
   * The visits of one card to one venue.
   *
   * @param venue the venue
   * @param reference the card's reference
   * @param count how many, at least 1
   * @param firstAt when the first was
   * @param firstCheckpoint where the first was
   */
  record Visits(
      String venue, String reference, int count, Instant firstAt, String firstCheckpoint) {}
}
