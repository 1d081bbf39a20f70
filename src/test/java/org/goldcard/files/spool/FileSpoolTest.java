package org.goldcard.files.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.contract.ScanSpoolContract;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanSpool;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSpoolTest extends ScanSpoolContract {
  private static final SpoolLimits.Disk DISK = channel -> channel.force(false);
  private static final int WINDOW = 16 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final List<FileSpool> open = new ArrayList<>();
  @TempDir private Path directory;
  private FileSpool spool;

  @BeforeEach
  void open() {
    spool = open(new SpoolLimits(WINDOW, 1 << 20, 1 << 20, DISK));
  }

  private FileSpool open(SpoolLimits limits) {
    FileSpool opened = Awaited.result(FileSpool.open(vertx, directory, limits));
    open.add(opened);
    return opened;
  }

  @AfterEach
  void close() {
    open.forEach(each -> Awaited.result(each.close().otherwiseEmpty()));
    Awaited.result(vertx.close());
  }

  @Override
  protected ScanSpool spool() {
    return spool;
  }

  private static List<ScanRecord> visits(int from, int to) {
    List<ScanRecord> visits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      visits.add(TestRecords.visit(i, MORNING.plusSeconds(i)));
    }
    return visits;
  }

  private void append(List<ScanRecord> records) {
    records.forEach(record -> assertThat(spool.append(record)).isTrue());
  }

  @Test
  void findsEverythingAgainAfterItWasClosed() {
    append(visits(0, 20));
    Awaited.result(spool.close());
    spool = open(SpoolLimits.usual());
    assertThat(drained(20)).isEqualTo(visits(0, 20));
  }

  @Test
  void twoSpoolsShareADirectoryAndTheNextTakesOverWhatOneLeft() {
    append(visits(0, 5));
    FileSpool second = open(SpoolLimits.usual());
    assertThat(second.append(TestRecords.visit(7, MORNING))).isTrue();
    Awaited.result(second.close());
    Awaited.result(spool.close());
    spool = open(SpoolLimits.usual());
    assertThat(drained(6)).containsExactlyInAnyOrderElementsOf(all(visits(0, 5), 7));
  }

  private static List<ScanRecord> all(List<ScanRecord> some, int one) {
    List<ScanRecord> all = new ArrayList<>(some);
    all.add(TestRecords.visit(one, MORNING));
    return all;
  }

  @Test
  void beginsANewFileWhenOneIsFull() throws IOException {
    spool = open(new SpoolLimits(WINDOW, 1000, 1 << 20, DISK));
    for (int i = 0; i < 5; i++) {
      append(visits(i * 4, i * 4 + 4));
      int files = i;
      Awaited.soon(() -> spool.state().bytes() > files * 600L ? Optional.of(1) : none());
    }
    assertThat(Segments.list(directory.resolve("2")).size()).isGreaterThan(2);
    assertThat(drained(20)).isEqualTo(visits(0, 20));
  }

  private static Optional<Integer> none() {
    return Optional.empty();
  }

  @Test
  void aTornEndIsDroppedAtEveryOffsetAndNothingBeforeIt() throws IOException {
    List<ScanRecord> records = visits(0, 3);
    append(records);
    Awaited.result(spool.close());
    Path file = Segments.list(directory.resolve("1")).get(0);
    byte[] whole = Files.readAllBytes(file);
    int frame = whole.length / 3;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      Segments segments = new Segments(directory.resolve("1"), SpoolLimits.usual());
      assertThat(segments.read(file)).as("cut at %s", length).isEqualTo(visits(0, length / frame));
    }
  }

  @Test
  void aChangedByteEndsWhatIsBelievedOfAFile() throws IOException {
    append(visits(0, 3));
    Awaited.result(spool.close());
    Path file = Segments.list(directory.resolve("1")).get(0);
    byte[] whole = Files.readAllBytes(file);
    int frame = whole.length / 3;
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x20;
      Files.write(file, changed);
      Segments segments = new Segments(directory.resolve("1"), SpoolLimits.usual());
      assertThat(segments.read(file)).as("changed at %s", at).isEqualTo(visits(0, at / frame));
    }
  }

  @Test
  void recordsOfALaterVersionArePutAsideAndHoldUpNothing() throws IOException {
    Awaited.result(spool.close());
    byte[] later = SpoolFiles.framed(new byte[] {9, 1, 2, 3});
    Path slot = directory.resolve("1");
    Files.write(slot.resolve("0000000000000001.scans"), later);
    Files.write(slot.resolve("a copy of mine.scans"), later);
    spool = open(SpoolLimits.usual());
    append(visits(0, 3));
    assertThat(drained(3)).isEqualTo(visits(0, 3));
    assertThat(slot.resolve("0000000000000001.scans.other")).hasBinaryContent(later);
    assertThat(spool.state().torn()).isZero();
  }

  @Test
  void refusesWhatExceedsItsBoundAndTakesAgainWhenThereIsRoom() {
    spool = open(new SpoolLimits(WINDOW, 4096, 4 * WINDOW, DISK));
    int taken = 0;
    while (spool.state().writing() || spool.append(TestRecords.visit(taken, MORNING))) {
      boolean more = !spool.state().writing() || spool.append(TestRecords.visit(taken, MORNING));
      taken += more ? 1 : 0;
    }
    assertThat(spool.state().bytes()).isLessThanOrEqualTo(4 * WINDOW);
    while (!spool.state().writing()) {
      Awaited.result(spool.remove(oldest()));
      Awaited.soon(
          () -> spool.state().writing() || spool.state().bytes() > 0 ? Optional.of(1) : none());
    }
    assertThat(spool.append(TestRecords.visit(taken, MORNING))).isTrue();
  }

  @Test
  void afterAFailedFsyncTheFileIsLeftAloneAndTheRecordsGoToAnother() {
    AtomicBoolean broken = new AtomicBoolean();
    AtomicInteger forced = new AtomicInteger();
    List<Object> failed = new ArrayList<>();
    spool =
        open(
            new SpoolLimits(
                WINDOW,
                1 << 20,
                1 << 20,
                channel -> {
                  assertThat(failed).doesNotContain(channel);
                  if (broken.get()) {
                    failed.add(channel);
                    throw new IOException("Input/output error");
                  }
                  forced.incrementAndGet();
                  channel.force(false);
                }));
    append(visits(0, 3));
    Awaited.soon(() -> forced.get() > 0 ? Optional.of(1) : none());
    broken.set(true);
    append(visits(3, 6));
    Awaited.soon(() -> spool.state().writing() ? none() : Optional.of(1));
    assertThat(spool.append(visits(6, 7).get(0))).as("taken while the disk fails").isTrue();
    broken.set(false);
    Awaited.soon(() -> spool.state().writing() ? Optional.of(1) : none());
    assertThat(failed).isNotEmpty();
    assertThat(drained(10)).containsAll(visits(0, 7));
  }
}
