package org.goldcard.verifying.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.goldcard.card.Validity;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one node alone, bounded, for as long as the shared one is away: it knows what was
 * scanned here and nothing else, and says so. It keeps no words that name a holder. Answers at
 * once; atomic; safe from any thread, one after the other: each is done within a microsecond.
 */
public final class NodeScanMemory implements ScanMemory {
  /** How long a request is remembered. */
  public static final Duration REQUEST_LIFE = Duration.ofMinutes(15);

  private static final Duration VISIT_LIFE = Duration.ofHours(25);

  private final Notebook nonces;
  private final Notebook requests;
  private final Notebook visits;

  /**
   * An empty memory.
   *
   * @param entries how many nonces, requests and visits it holds at most, each; of more than half
   *     as many the oldest may be forgotten
   * @param nanos a monotonic clock
   */
  public NodeScanMemory(int entries, LongSupplier nanos) {
    nonces = new Notebook(entries, nanos);
    requests = new Notebook(entries, nanos);
    visits = new Notebook(entries, nanos);
  }

  @Override
  public CompletionStage<Note> remember(Mark mark) {
    return CompletableFuture.completedFuture(note(mark));
  }

  /** Bytes it takes. */
  public synchronized long bytes() {
    return nonces.bytes() + requests.bytes() + visits.bytes();
  }

  /** The same at once. */
  public synchronized Note note(Mark mark) {
    String request = mark.scanner().clientId() + ' ' + mark.requestId();
    Asked asked = Asked.read(requests.find(request));
    if (asked != null && !asked.fingerprint().equals(mark.fingerprint())) {
      return new Note(Use.FRESH, true, null, null, false, null);
    }
    if (!mark.admits()) {
      remember(request, asked, mark, null);
      return new Note(Use.FRESH, false, null, null, false, null);
    }
    String nonce = mark.nonce() == null ? null : mark.cardIndex() + " " + mark.nonce();
    Burnt burnt = nonce == null ? null : Burnt.read(nonces.find(nonce));
    Use use = nonce == null ? useOf(asked) : useOf(burnt, mark);
    if (use == Use.FRESH) {
      Visit visit = mark.countsVisits() ? count(mark) : null;
      requests.note(request, new Asked(mark.fingerprint(), true, visit).text(), REQUEST_LIFE);
      if (nonce != null) {
        nonces.note(nonce, Burnt.by(mark, visit).text(), mark.nonceLife());
      }
      return new Note(use, false, visit, null, false, null);
    }
    Visit first = burnt != null ? burnt.visit() : asked == null ? null : asked.visit();
    remember(request, asked, mark, first);
    boolean elsewhere = use == Use.ELSEWHERE;
    Visit visit = elsewhere || !mark.countsVisits() ? null : first;
    First there = elsewhere && burnt != null ? burnt.first() : null;
    return new Note(use, false, visit, null, false, there);
  }

  private void remember(String request, @Nullable Asked asked, Mark mark, @Nullable Visit visit) {
    if (asked == null) {
      requests.note(request, new Asked(mark.fingerprint(), false, visit).text(), REQUEST_LIFE);
    }
  }

  private static Use useOf(@Nullable Asked asked) {
    return asked != null && asked.admitted() ? Use.SAME_REQUEST : Use.FRESH;
  }

  private static Use useOf(@Nullable Burnt burnt, Mark mark) {
    if (burnt == null) {
      return Use.FRESH;
    }
    if (burnt.verificationId().equals(mark.verificationId())) {
      return Use.SAME_REQUEST;
    }
    return burnt.isBy(mark.scanner()) ? Use.SAME_SCANNER : Use.ELSEWHERE;
  }

  private Visit count(Mark mark) {
    Scan.Scanner scanner = mark.scanner();
    String day = mark.cardIndex() + " " + Validity.dayOf(mark.at()) + ' ' + scanner.venueId();
    Visit before = VisitText.visit(visits.find(day));
    Visit now = before == null ? first(mark) : again(before);
    visits.note(day, VisitText.of(now), VISIT_LIFE);
    return now;
  }

  private static Visit first(Mark mark) {
    Instant millis = Instant.ofEpochMilli(mark.at().toEpochMilli());
    return new Visit(1, millis, mark.scanner().checkpoint());
  }

  private static Visit again(Visit before) {
    return new Visit(before.count() + 1, before.firstAt(), before.firstCheckpoint());
  }
}
