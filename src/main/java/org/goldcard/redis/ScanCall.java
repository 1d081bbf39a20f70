package org.goldcard.redis;

import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.goldcard.card.Validity;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.jspecify.annotations.Nullable;

/** The one call around a scan, {@code gc_scan}: its keys, its arguments and its answer. */
final class ScanCall {
  /** Visits of a day are kept a while longer, for answers that come again after midnight. */
  private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

  private static final String NO_DISPLAY = "";
  private static final int ANSWER_WITH_FIRST = 10;
  private static final char BETWEEN = '\n';

  private ScanCall() {}

  static List<String> keys(ScanMemory.Mark mark) {
    Scan.Scanner scanner = mark.scanner();
    String nonce = mark.nonce();
    return List.of(
        Keys.nonce(mark.cardIndex(), nonce == null ? "" : nonce),
        Keys.request(scanner.clientId(), mark.requestId()),
        Keys.visits(scanner.venueId(), mark.cardIndex(), Validity.dayOf(mark.at())),
        Keys.display(mark.cardIndex()),
        Keys.HEAD);
  }

  static Object[] arguments(ScanMemory.Mark mark, Duration requestLife) {
    Scan.Scanner scanner = mark.scanner();
    return new Object[] {
      mark.fingerprint(),
      mark.verificationId(),
      scanner.clientId() + '\n' + scanner.venueId() + '\n' + scanner.checkpoint(),
      mark.nonce() == null ? 0 : Math.max(1, mark.nonceLife().toMillis()),
      requestLife.toMillis(),
      mark.at().toEpochMilli(),
      scanner.checkpoint(),
      mark.countsVisits() ? untilDayIsOver(mark.at()) : 0,
      mark.admits() ? 1 : 0
    };
  }

  /** How long visits of the day of a moment are kept from then on, in milliseconds. */
  static long untilDayIsOver(Instant at) {
    Instant end = Validity.endOf(Validity.dayOf(at)).plus(AFTER_MIDNIGHT);
    return Duration.between(at, end).toMillis();
  }

  /** The note, without a display record when there was none at hand. */
  static ScanMemory.Note note(Response answer) {
    int count = answer.get(2).toInteger();
    String at = answer.get(3).toString();
    ScanMemory.Visit visit =
        count == 0 || at.isEmpty()
            ? null
            : new ScanMemory.Visit(
                count, Instant.ofEpochMilli(Long.parseLong(at)), answer.get(4).toString());
    return new ScanMemory.Note(
        use(answer.get(1).toInteger()),
        answer.get(0).toInteger() == 1,
        visit,
        display(answer.get(5).toString()),
        true,
        first(answer));
  }

  /** Where the code was used first: id, moment and scanner, as {@link #arguments} wrote them. */
  private static ScanMemory.@Nullable First first(Response answer) {
    if (answer.size() < ANSWER_WITH_FIRST || answer.get(7).toString().isEmpty()) {
      return null;
    }
    String[] scanner = answer.get(9).toString().split("\n", 3);
    Instant at = Instant.ofEpochMilli(Long.parseLong(answer.get(8).toString()));
    return new ScanMemory.First(answer.get(7).toString(), scanner[1], scanner[2], at);
  }

  private static ScanMemory.Use use(int code) {
    return switch (code) {
      case 0 -> ScanMemory.Use.FRESH;
      case 1 -> ScanMemory.Use.SAME_REQUEST;
      case 2 -> ScanMemory.Use.SAME_SCANNER;
      case 3 -> ScanMemory.Use.ELSEWHERE;
      default -> throw new IllegalStateException("use: unknown answer of gc_scan");
    };
  }

  /** The lease under which a display record may be written; empty when none is wanted. */
  static String lease(Response answer) {
    return answer.get(6).toString();
  }

  /** A display record as text: the masked name and the tails, a line each. */
  static String text(ScanMemory.Display display) {
    return display.maskedName() + BETWEEN + String.join("\n", display.documentTails());
  }

  private static ScanMemory.@Nullable Display display(String text) {
    if (text.equals(NO_DISPLAY)) {
      return null;
    }
    List<String> lines = List.of(text.split("\n", -1));
    List<String> tails = lines.subList(1, lines.size()).stream().filter(t -> !t.isEmpty()).toList();
    return new ScanMemory.Display(lines.get(0), tails);
  }
}
