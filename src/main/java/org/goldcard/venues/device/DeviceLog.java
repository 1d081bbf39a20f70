package org.goldcard.venues.device;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** The last heartbeat of each device, of record. Safe from any thread. */
public interface DeviceLog {
  /** How often at most one device is written, whatever nodes hear it. */
  Duration EVERY = Duration.ofMinutes(1);

  /**
   * Writes heartbeats, of each device one; of a device written less than {@link #EVERY} before that
   * heartbeat nothing.
   */
  Future<Void> write(List<Heartbeat> heartbeats);

  /** The last heartbeat of each device that was written, by name of its credential. */
  Future<List<Heartbeat>> all();
}
