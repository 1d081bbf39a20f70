package org.goldcard.records;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many scans each device let in and refused in each hour, as recorded: complete for the hours
 * in which no node's records wait. Kept as long as records are. Safe from any thread.
 */
public interface ScanHours {
  /** How many are answered at most. */
  int MOST = 100_000;

  /** The hours that match, the newest first, at most {@link #MOST}. */
  Future<List<Hour>> read(Wish wish);

  /**
   * Which hours.
   *
   * @param from the beginning of the first hour
   * @param before the moment after the last
   * @param client of one credential; null for all
   * @param venue of one venue; null for all
   */
  record Wish(Instant from, Instant before, @Nullable String client, @Nullable String venue) {}

  /**
   * An hour of a device.
   *
   * @param begins its beginning
   * @param place the device: venue, checkpoint, credential
   * @param passed the scans that let somebody in, once the person was checked where that is asked
   * @param refused those that did not
   * @param degraded of all, those judged with less than all there should be: {@link
   *     ScanRecord#isDegraded}
   */
  record Hour(Instant begins, ScanRecord.Place place, long passed, long refused, long degraded) {}
}
