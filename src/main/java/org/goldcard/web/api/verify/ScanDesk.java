package org.goldcard.web.api.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.goldcard.verifying.Conclusion;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Takes a scan through its stations: read what was shown, judge it from memory, remember it once,
 * conclude. Whatever is away on the way makes the answer poorer or refuses; it never lets in.
 */
public final class ScanDesk {
  /** How long a verification waits for the revision it asks for. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  /** How long a typed number may be looked up. */
  static final Duration LOOKUP = Duration.ofMillis(500);

  /** How long the holder's words may be looked up when the memory has not got them. */
  static final Duration DISPLAY = Duration.ofMillis(150);

  /** Longer than any code is accepted, from its burning on. */
  static final Duration NONCE_LIFE = Duration.ofMinutes(2);

  private static final Duration STRICT = Duration.ofSeconds(5);

  private final ScanServices services;

  /** A desk with these services. */
  public ScanDesk(ScanServices services) {
    this.services = services;
  }

  /** The answer; empty when the requestId was used for another code. */
  public CompletionStage<Optional<Verification>> verify(Scan scan) {
    return isReached(scan.minRev())
        ? judge(scan)
        : caughtUp(scan.minRev()).thenCompose(waited -> judge(scan));
  }

  /** The same at once, without waiting for the revision that the scan asks for. */
  CompletionStage<Optional<Verification>> judge(Scan scan) {
    SiteRules rules =
        services
            .sites()
            .apply(scan.scanner().venueId())
            .map(scan.scanner()::of)
            .orElseGet(() -> uncovered(scan));
    return present(scan, rules).thenCompose(presented -> conclude(judge(scan, rules, presented)));
  }

  private Judgement judge(Scan scan, SiteRules rules, Presented presented) {
    return services.judge().judge(scan, rules, presented, services.list().get().orElse(null));
  }

  /** A venue that left the tree covers nothing. */
  private static SiteRules uncovered(Scan scan) {
    return new SiteRules(
        scan.scanner().venueId(),
        false,
        List.of(),
        false,
        false,
        SiteRules.Visits.NOT_COUNTED,
        STRICT,
        true);
  }

  /** Waits a moment for a revision; true when there is none to wait for or it was reached. */
  CompletionStage<Boolean> caughtUp(@Nullable Long minRev) {
    return minRev == null || isReached(minRev)
        ? CompletableFuture.completedFuture(true)
        : services.reached().await(minRev, PATIENCE).otherwise(false).toCompletionStage();
  }

  private boolean isReached(@Nullable Long minRev) {
    return minRev == null || services.list().get().map(list -> list.rev() >= minRev).orElse(true);
  }

  private CompletionStage<Presented> present(Scan scan, SiteRules rules) {
    String code = scan.code();
    if (rules.freeForAll()) {
      return done(Presented.refused(ResultCode.BAD_CODE));
    }
    if (code.indexOf('.') >= 0) {
      return done(services.codes().apply(code));
    }
    Optional<TypedNumber> typed = TypedNumber.read(code);
    if (typed.isEmpty()) {
      return done(Presented.refused(ResultCode.BAD_CODE));
    }
    if (!rules.numberLookup()) {
      return done(Presented.refused(ResultCode.LIVE_CODE_REQUIRED));
    }
    return within(LOOKUP, lookUp(typed.get(), scan.scanner())).handle(ScanDesk::found);
  }

  /** A failure where the client has typed too many numbers, or nobody can count them. */
  private CompletionStage<OptionalInt> lookUp(TypedNumber typed, Scan.Scanner scanner) {
    return services
        .numbers()
        .take(scanner.clientId())
        .thenCompose(granted -> granted ? typed.find(services.lookup()) : tooMany());
  }

  private static CompletionStage<OptionalInt> tooMany() {
    return CompletableFuture.failedFuture(Refused.of(ProblemCode.RATE_LIMITED));
  }

  /** A number nobody has looks like one whose card is stopped. */
  private static Presented found(@Nullable OptionalInt index, @Nullable Throwable failure) {
    if (index == null || failure != null) {
      return Presented.refused(ResultCode.LOOKUP_UNAVAILABLE);
    }
    return index.isPresent()
        ? Presented.typed(index.getAsInt())
        : Presented.refused(ResultCode.CARD_UNAVAILABLE);
  }

  private CompletionStage<Optional<Verification>> conclude(Judgement judgement) {
    Scan scan = judgement.scan();
    String id = services.names().nameOf(scan.scanner().clientId(), scan.requestId());
    if (!judgement.isMemorable()) {
      return done(Optional.of(entered(judgement, null, Conclusion.of(id, judgement))));
    }
    return services
        .memory()
        .remember(mark(id, judgement))
        .thenCompose(note -> named(judgement, note))
        .thenApply(
            note ->
                Conclusion.conflicts(note)
                    ? Optional.empty()
                    : Optional.of(entered(judgement, note, Conclusion.of(id, judgement, note))));
  }

  private Verification entered(
      Judgement judgement, ScanMemory.@Nullable Note note, Verification answer) {
    services.book().enter(judgement, note, answer);
    return answer;
  }

  private static ScanMemory.Mark mark(String id, Judgement judgement) {
    Scan scan = judgement.scan();
    return new ScanMemory.Mark(
        scan.scanner(),
        scan.requestId(),
        fingerprint(judgement),
        id,
        judgement.cardIndex(),
        judgement.presented().nonce(),
        NONCE_LIFE,
        judgement.code().admits(),
        judgement.rules().visits() != SiteRules.Visits.NOT_COUNTED,
        judgement.at());
  }

  private static String fingerprint(Judgement judgement) {
    Presented presented = judgement.presented();
    return switch (presented.kind()) {
      case LIVE_CODE -> "code:" + presented.nonce();
      case PASS -> "pass:" + presented.index();
      case TYPED_NUMBER -> "typed:" + presented.index();
      case UNKNOWN -> "unknown";
    };
  }

  /**
   * Asks the record for the holder's words where somebody gets in and only this node's memory
   * answered: a shared one has asked already.
   */
  private CompletionStage<ScanMemory.Note> named(Judgement judgement, ScanMemory.Note note) {
    if (note.shared() || note.display() != null || !judgement.code().admits()) {
      return done(note);
    }
    CompletionStage<ScanMemory.@Nullable Display> found =
        services.lookup().display(judgement.cardIndex());
    CompletableFuture<ScanMemory.@Nullable Display> known = found.toCompletableFuture();
    if (known.isDone() && !known.isCompletedExceptionally()) {
      return done(with(note, known.join()));
    }
    return within(DISPLAY, found)
        .handle((display, failure) -> failure == null ? with(note, display) : note);
  }

  private static ScanMemory.Note with(ScanMemory.Note note, ScanMemory.@Nullable Display display) {
    return new ScanMemory.Note(
        note.use(), note.requestConflict(), note.visit(), display, note.shared(), note.first());
  }

  /** The stage, or a failure when it takes longer; the stage itself is left alone. */
  private static <T> CompletionStage<T> within(Duration time, CompletionStage<T> stage) {
    return stage
        .thenApply(Function.identity())
        .toCompletableFuture()
        .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
