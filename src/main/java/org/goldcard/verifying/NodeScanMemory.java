package org.goldcard.verifying;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one node alone, bounded, for as long as the shared one is away: it knows what was
 * scanned here and nothing else, and says so. It keeps no words that name a holder. Answers at
 * once; atomic per card; safe from any thread.
 */
public final class NodeScanMemory implements ScanMemory {
  /** How long a request is remembered. */
  public static final Duration REQUEST_LIFE = Duration.ofMinutes(15);

  private static final Duration VISIT_LIFE = Duration.ofHours(25);
  private static final int STRIPES = 256;

  private final Object[] locks = new Object[STRIPES];
  private final Cache<String, Burnt> nonces;
  private final Cache<String, Asked> requests;
  private final Cache<Day, Visit> visits;

  /**
   * An empty memory.
   *
   * @param entries how many nonces, requests and visits it holds at most, each; beyond that the
   *     least used are forgotten
   * @param nanos a monotonic clock
   */
  public NodeScanMemory(int entries, Ticker nanos) {
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new Object();
    }
    Expiry<String, Burnt> life = Expiry.creating((nonce, burnt) -> burnt.life);
    nonces =
        Caffeine.newBuilder()
            .maximumSize(entries)
            .ticker(nanos)
            .executor(Runnable::run)
            .expireAfter(life)
            .build();
    requests = cache(entries, nanos, REQUEST_LIFE).build();
    visits = cache(entries, nanos, VISIT_LIFE).build();
  }

  @Override
  public CompletionStage<Note> remember(Mark mark) {
    return CompletableFuture.completedFuture(note(mark));
  }

  /** The same at once. */
  public Note note(Mark mark) {
    synchronized (locks[mark.cardIndex() & STRIPES - 1]) {
      return noteLocked(mark);
    }
  }

  private Note noteLocked(Mark mark) {
    String request = mark.scanner().clientId() + ' ' + mark.requestId();
    Asked asked = requests.getIfPresent(request);
    if (asked != null && !asked.fingerprint.equals(mark.fingerprint())) {
      return new Note(Use.FRESH, true, null, null, false, null);
    }
    if (!mark.admits()) {
      remember(request, asked, mark, null);
      return new Note(Use.FRESH, false, null, null, false, null);
    }
    String nonce = mark.nonce() == null ? null : mark.cardIndex() + " " + mark.nonce();
    Burnt burnt = nonce == null ? null : nonces.getIfPresent(nonce);
    Use use = nonce == null ? useOf(asked) : useOf(burnt, mark);
    if (use == Use.FRESH) {
      Visit visit = mark.countsVisits() ? count(mark) : null;
      requests.put(request, new Asked(mark.fingerprint(), true, visit));
      if (nonce != null) {
        nonces.put(nonce, new Burnt(mark, visit));
      }
      return new Note(use, false, visit, null, false, null);
    }
    Visit first = burnt != null ? burnt.visit : asked == null ? null : asked.visit;
    remember(request, asked, mark, first);
    boolean elsewhere = use == Use.ELSEWHERE;
    Visit visit = elsewhere || !mark.countsVisits() ? null : first;
    First there = elsewhere && burnt != null ? burnt.first() : null;
    return new Note(use, false, visit, null, false, there);
  }

  private void remember(String request, @Nullable Asked asked, Mark mark, @Nullable Visit visit) {
    if (asked == null) {
      requests.put(request, new Asked(mark.fingerprint(), false, visit));
    }
  }

  private static Use useOf(@Nullable Asked asked) {
    return asked != null && asked.admitted ? Use.SAME_REQUEST : Use.FRESH;
  }

  private static Use useOf(@Nullable Burnt burnt, Mark mark) {
    if (burnt == null) {
      return Use.FRESH;
    }
    if (burnt.verificationId.equals(mark.verificationId())) {
      return Use.SAME_REQUEST;
    }
    return isSame(burnt.scanner, mark.scanner()) ? Use.SAME_SCANNER : Use.ELSEWHERE;
  }

  private static boolean isSame(Scan.Scanner one, Scan.Scanner other) {
    return one.clientId().equals(other.clientId())
        && one.venueId().equals(other.venueId())
        && one.checkpoint().equals(other.checkpoint());
  }

  private Visit count(Mark mark) {
    LocalDate today = Validity.dayOf(mark.at());
    Day day = new Day(mark.scanner().venueId(), mark.cardIndex(), today);
    Visit before = visits.getIfPresent(day);
    Visit now = before == null ? first(mark) : again(before);
    visits.put(day, now);
    return now;
  }

  private static Visit first(Mark mark) {
    Instant millis = Instant.ofEpochMilli(mark.at().toEpochMilli());
    return new Visit(1, millis, mark.scanner().checkpoint());
  }

  private static Visit again(Visit before) {
    return new Visit(before.count() + 1, before.firstAt(), before.firstCheckpoint());
  }

  private static Caffeine<Object, Object> cache(int entries, Ticker nanos, Duration life) {
    return Caffeine.newBuilder()
        .maximumSize(entries)
        .ticker(nanos)
        .executor(Runnable::run)
        .expireAfterWrite(life);
  }

  /** Who burnt a nonce, and the visit that was counted with it. */
  private record Burnt(
      String verificationId,
      Scan.Scanner scanner,
      Duration life,
      @Nullable Visit visit,
      Instant at) {
    private Burnt(Mark mark, @Nullable Visit visit) {
      this(mark.verificationId(), mark.scanner(), mark.nonceLife(), visit, mark.at());
    }

    private First first() {
      Instant millis = Instant.ofEpochMilli(at.toEpochMilli());
      return new First(verificationId, scanner.venueId(), scanner.checkpoint(), millis);
    }
  }

  /** What a request was about, whether it admitted, and the visit counted with it. */
  private record Asked(String fingerprint, boolean admitted, @Nullable Visit visit) {}

  private record Day(String venueId, int cardIndex, LocalDate day) {}
}
