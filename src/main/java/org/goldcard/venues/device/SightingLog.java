package org.goldcard.venues.device;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When each device was last heard by any node, of record: one row for each credential and
 * checkpoint. Safe from any thread.
 */
public interface SightingLog {
  /** How often at most one device is written, whatever nodes hear it. */
  Duration EVERY = Duration.ofMinutes(1);

  /** How many are answered at most. */
  int MOST = 20_000;

  /**
   * Writes sightings, of each device one; of a device written less than {@link #EVERY} before that
   * sighting nothing.
   */
  Future<Void> write(List<Sighting> sightings);

  /**
   * The devices that were last heard in a span of time, the longest silent first, at most {@link
   * #MOST}.
   *
   * @param from the earliest moment
   * @param before the moment after the latest
   */
  Future<List<Sighting>> lastHeard(Instant from, Instant before);
}
