package org.goldcard.files.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * How large a spool may become.
 *
 * @param window bytes of memory for what is not on disk yet; there are two of them
 * @param segment bytes of one file before the next is begun
 * @param bytes bytes on disk beyond which nothing more is taken, at least a window
 * @param disk makes a file durable
 */
public record SpoolLimits(int window, long segment, long bytes, Disk disk) {
  private static final int MIB = 1 << 20;

  /** Refuses limits that hold nothing. */
  public SpoolLimits {
    if (window < 2 * Frame.LONGEST || segment < 1 || bytes < window) {
      throw new IllegalArgumentException("limits: too small for a record");
    }
  }

  /**
   * Twice 4 MiB of memory, files of 8 MiB, 2 GiB on disk: about 10 million scans while the database
   * is away.
   */
  public static SpoolLimits usual() {
    return new SpoolLimits(4 * MIB, 8 * MIB, 2048L * MIB, channel -> channel.force(false));
  }

  /** Makes what was written to a file durable. */
  @FunctionalInterface
  public interface Disk {
    /** Returns when it is; fails when nobody can say. */
    void force(FileChannel channel) throws IOException;
  }
}
