package org.goldcard.crash;

import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import org.goldcard.files.spool.FileSpool;
import org.goldcard.files.spool.SpoolLimits;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;

/**
 * A process that appends records to a spool and says each number it was taken for, until killed.
 */
public final class SpoolWriter {
  private static final Instant MORNING = Instant.parse("2026-06-01T02:00:00Z");

  private SpoolWriter() {}

  /** Begins at a number. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true);
    FileSpool spool =
        Awaited.result(FileSpool.open(Vertx.vertx(), Path.of(args[0]), SpoolLimits.usual()));
    for (int n = Integer.parseInt(args[1]); ; n++) {
      if (!spool.append(TestRecords.visit(n, MORNING))) {
        throw new AssertionError("the spool is full");
      }
      out.println(n);
    }
  }
}
