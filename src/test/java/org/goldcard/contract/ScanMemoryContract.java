package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.ScanMemory.Mark;
import org.goldcard.verifying.ScanMemory.Note;
import org.goldcard.verifying.ScanMemory.Use;
import org.goldcard.verifying.ScanMemory.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a memory of scans must know. */
public abstract class ScanMemoryContract {
  /** 10:00 in Jinan. */
  protected static final Instant MORNING = Instant.parse("2026-06-01T02:00:00.123Z");

  private static final Scan.Scanner NORTH =
      new Scan.Scanner("device-1", "baotu-spring", "north gate", true);
  private static final Scan.Scanner SOUTH =
      new Scan.Scanner("device-2", "baotu-spring", "南门", true);
  private static final Scan.Scanner ELSEWHERE =
      new Scan.Scanner("device-3", "thousand-buddha", "gate", true);

  /** An empty memory. */
  protected abstract ScanMemory memory();

  /** Whether it answers for all nodes. */
  protected abstract boolean isShared();

  @CanIgnoreReturnValue
  private Note remember(Mark mark) throws Exception {
    return memory().remember(mark).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** A scan of a live code that admits and is counted. */
  protected static Mark scan(Scan.Scanner scanner, String request, @Nullable String nonce) {
    return mark(scanner, request, nonce, MORNING);
  }

  private static Mark mark(
      Scan.Scanner scanner, String request, @Nullable String nonce, Instant at) {
    String id = "v-" + scanner.clientId() + "-" + request;
    Duration life = Duration.ofMinutes(2);
    String print = nonce == null ? "index 7" : "nonce " + nonce;
    return new Mark(scanner, request, print, id, 7, nonce, life, true, true, at);
  }

  private static Mark of(Mark mark, boolean admits, boolean countsVisits) {
    return new Mark(
        mark.scanner(),
        mark.requestId(),
        mark.fingerprint(),
        mark.verificationId(),
        mark.cardIndex(),
        mark.nonce(),
        mark.nonceLife(),
        admits,
        countsVisits,
        mark.at());
  }

  private static Visit visit(int count) {
    return new Visit(count, MORNING, "north gate");
  }

  @Test
  void countsTheFirstVisitOfAFreshCode() throws Exception {
    Note note = remember(scan(NORTH, "r1", "n1"));
    assertThat(note.use()).isEqualTo(Use.FRESH);
    assertThat(note.visit()).isEqualTo(visit(1));
    assertThat(note.requestConflict()).isFalse();
    assertThat(note.shared()).isEqualTo(isShared());
  }

  @Test
  void aRepeatedRequestIsTheSameVisit() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    Note note = remember(scan(NORTH, "r1", "n1"));
    assertThat(note.use()).isEqualTo(Use.SAME_REQUEST);
    assertThat(note.visit()).isEqualTo(visit(1));
  }

  @Test
  void aSecondBeepAtTheSameScannerIsTheSameVisit() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    Note note = remember(scan(NORTH, "r2", "n1"));
    assertThat(note.use()).isEqualTo(Use.SAME_SCANNER);
    assertThat(note.visit()).isEqualTo(visit(1));
  }

  @Test
  void aRepetitionAnswersItsOwnVisitAlsoAfterALaterOne() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    assertThat(remember(scan(NORTH, "r2", "n2")).visit()).isEqualTo(visit(2));
    assertThat(remember(scan(NORTH, "r1", "n1")).visit()).isEqualTo(visit(1));
    assertThat(remember(scan(SOUTH, "r3", "n3")).visit()).isEqualTo(visit(3));
  }

  @Test
  void aCodeUsedAtAnotherScannerIsUsed() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    Note note = remember(scan(SOUTH, "r1", "n1"));
    assertThat(note.use()).isEqualTo(Use.ELSEWHERE);
    assertThat(note.visit()).isNull();
    assertThat(remember(scan(SOUTH, "r1", "n1")).use()).isEqualTo(Use.ELSEWHERE);
    assertThat(remember(scan(NORTH, "r9", "n9")).visit()).isEqualTo(visit(2));
  }

  @Test
  void theSameNonceOfAnotherCardIsAnotherCode() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    Mark other = scan(SOUTH, "r1", "n1");
    Mark card =
        new Mark(
            other.scanner(), "r1", "x", "v", 8, "n1", other.nonceLife(), true, true, other.at());
    assertThat(remember(card).use()).isEqualTo(Use.FRESH);
  }

  @Test
  void aScanThatDoesNotAdmitBurnsNothingAndCountsNothing() throws Exception {
    Note refused = remember(of(scan(NORTH, "r1", "n1"), false, true));
    assertThat(refused.visit()).isNull();
    assertThat(remember(scan(SOUTH, "r2", "n1")).use()).isEqualTo(Use.FRESH);
    assertThat(remember(scan(NORTH, "r3", "n3")).visit()).isEqualTo(new Visit(2, MORNING, "南门"));
  }

  @Test
  void aRequestRefusedBeforeMayAdmitLater() throws Exception {
    remember(of(scan(NORTH, "r1", null), false, true));
    Note note = remember(scan(NORTH, "r1", null));
    assertThat(note.use()).isEqualTo(Use.FRESH);
    assertThat(note.visit()).isEqualTo(visit(1));
  }

  @Test
  void theSameRequestIdForSomethingElseIsAConflictAndChangesNothing() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    assertThat(remember(scan(NORTH, "r1", "n2")).requestConflict()).isTrue();
    assertThat(remember(scan(SOUTH, "r1", "n2")).use()).isEqualTo(Use.FRESH);
    assertThat(remember(scan(NORTH, "r1", "n1")).requestConflict()).isFalse();
  }

  @Test
  void aPassCountsEveryRequestOnce() throws Exception {
    assertThat(remember(scan(NORTH, "r1", null)).visit()).isEqualTo(visit(1));
    Note again = remember(scan(NORTH, "r1", null));
    assertThat(again.use()).isEqualTo(Use.SAME_REQUEST);
    assertThat(again.visit()).isEqualTo(visit(1));
    assertThat(remember(scan(NORTH, "r2", null)).visit()).isEqualTo(visit(2));
  }

  @Test
  void visitsAreCountedPerVenueAndDayOfJinan() throws Exception {
    remember(scan(NORTH, "r1", "n1"));
    assertThat(remember(scan(ELSEWHERE, "r1", "n2")).visit())
        .isEqualTo(new Visit(1, MORNING, "gate"));
    Instant evening = Instant.parse("2026-06-01T15:59:59.999Z");
    Instant midnight = Instant.parse("2026-06-01T16:00:00Z");
    assertThat(remember(mark(NORTH, "r3", "n3", evening)).visit()).isEqualTo(visit(2));
    assertThat(remember(mark(NORTH, "r4", "n4", midnight)).visit())
        .isEqualTo(new Visit(1, midnight, "north gate"));
  }

  @Test
  void visitsAreNotCountedWhereTheVenueDoesNot() throws Exception {
    assertThat(remember(of(scan(NORTH, "r1", "n1"), true, false)).visit()).isNull();
    assertThat(remember(of(scan(NORTH, "r1", "n1"), true, false)).use())
        .isEqualTo(Use.SAME_REQUEST);
    assertThat(remember(scan(NORTH, "r2", "n2")).visit()).isEqualTo(visit(1));
  }

  @Test
  void ofManyScannersAtOnceExactlyOneIsFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Note>> all =
        IntStream.range(0, 32)
            .mapToObj(i -> new Scan.Scanner("device-" + i, "baotu-spring", "gate " + i, true))
            .map(scanner -> threads.submit(() -> after(go, scan(scanner, "r", "n1"))))
            .toList();
    go.countDown();
    int fresh = 0;
    for (Future<Note> note : all) {
      fresh += note.get(20, TimeUnit.SECONDS).use() == Use.FRESH ? 1 : 0;
    }
    threads.shutdown();
    assertThat(fresh).isEqualTo(1);
  }

  private Note after(CountDownLatch go, Mark mark) throws Exception {
    go.await();
    return remember(mark);
  }
}
