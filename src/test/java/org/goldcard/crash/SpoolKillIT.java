package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.goldcard.files.spool.FileSpool;
import org.goldcard.files.spool.SpoolLimits;
import org.goldcard.records.ScanSpool;
import org.goldcard.records.ShipRecords;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.InMemoryScanStore;
import org.goldcard.testkit.TickingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that records is killed at any moment: no record it had taken is lost or doubled. */
class SpoolKillIT {
  private static final long SEED = 20180012;

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    Awaited.result(vertx.close());
  }

  @Test
  void neitherLosesNorDoublesWhatAKilledProcessHadTaken() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    InMemoryScanStore store = new InMemoryScanStore(new TickingClock("2026-06-01T03:00:00Z"));
    int taken = 0;
    for (int kill = 0; kill < 6; kill++) {
      int last = writeAndKill(taken, 1 + random.nextInt(20_000));
      ship(store);
      int arrived = store.records().size();
      assertThat(arrived).as("kill %s", kill).isBetween(last + 1, last + 2);
      taken = arrived;
    }
    List<String> ids = store.records().stream().map(r -> r.verificationId()).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(taken);
    assertThat(store.records()).allMatch(r -> r.scannedAt().isBefore(Instant.MAX));
  }

  /** Lets a process append about so many from a number on; answers the last it said. */
  private int writeAndKill(int from, int count) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolWriter.class.getName(),
                directory.toString(),
                Integer.toString(from))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = -1;
    try (BufferedReader said = writer.inputReader()) {
      String line = said.readLine();
      while (line != null) {
        last = line.matches("\\d+") ? Integer.parseInt(line) : last;
        if (last >= from + count) {
          boolean sent = writer.toHandle().destroyForcibly();
          assertThat(sent || !writer.isAlive()).isTrue();
        }
        line = said.readLine();
      }
    }
    assertThat(writer.waitFor()).as("killed").isNotZero();
    return last;
  }

  private void ship(InMemoryScanStore store) {
    ScanSpool spool = Awaited.result(FileSpool.open(vertx, directory, SpoolLimits.usual()));
    Awaited.result(new ShipRecords(vertx, spool, store).ship());
    assertThat(Awaited.result(spool.oldest())).isEmpty();
    Awaited.result(spool.close());
  }
}
