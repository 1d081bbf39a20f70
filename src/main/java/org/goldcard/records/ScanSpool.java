package org.goldcard.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Where the records of this node wait for the database. A record that was taken survives the end of
 * the process at once, and the loss of the machine after {@link #WINDOW_MILLIS}. Safe from any
 * thread.
 */
public interface ScanSpool {
  /**
   * How long a record may wait, in milliseconds, until it would survive the loss of the machine.
   */
  int WINDOW_MILLIS = 100;

  /**
   * Takes a record; never waits.
   *
   * @return false when there is no room: the disk is full, failed or too slow, or the bound is
   *     reached
   */
  boolean append(ScanRecord record);

  /**
   * The oldest records that were not removed yet, durable and in the order of their coming; empty
   * when there are none. Records may come a second time after the end of a process, also together
   * with others.
   */
  Future<Optional<Batch>> oldest();

  /** Forgets a batch, because its records are where they belong. */
  Future<Void> remove(Batch batch);

  /** Makes durable what came, and lets it go; nothing is appended afterwards. */
  Future<Void> close();

  /** How it stands, from memory. */
  State state();

  /** Takes everything and keeps nothing: for scans that never happened. */
  static ScanSpool none() {
    return new NoSpool();
  }

  /**
   * Some records.
   *
   * @param name by which the spool knows them
   * @param records in the order of their coming
   */
  record Batch(String name, List<ScanRecord> records) {
    /** Copies the records. */
    public Batch {
      records = List.copyOf(records);
    }
  }

  /**
   * How a spool stands.
   *
   * @param writing whether the last attempt to make records durable succeeded
   * @param bytes how much waits on disk
   * @param torn how many bytes were found unreadable and dropped since the start, as at the end of
   *     what a killed process was writing
   */
  record State(boolean writing, long bytes, long torn) {}
}
