package org.goldcard.web.api.offline;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.StatusWord;
import org.goldcard.card.Validity;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.offline.OfflineScans.Asked;
import org.goldcard.verifying.offline.OfflineScans.Filed;
import org.goldcard.verifying.offline.OfflineScans.Place;
import org.goldcard.verifying.offline.OfflineScans.Queued;
import org.goldcard.web.Call;
import org.goldcard.web.api.verify.Turns;
import org.jspecify.annotations.Nullable;

/**
 * Judges queued scans for what was right when they were made: signature and minute at that time,
 * status as recorded for that time, the rules of that day. Then files them, and burns the codes
 * that still live.
 */
final class SyncDesk {
  private static final Duration NONCE_LIFE = Duration.ofMinutes(2);

  /** How many are worked at together: a check of a signature takes some 40 µs, natively. */
  private static final int FEW = 16;

  private final SyncServices services;
  private final SyncAnswers answers;

  SyncDesk(SyncServices services) {
    this.services = services;
    this.answers = new SyncAnswers(services);
  }

  /** What came of each, in their order; a few at a time, so that others' scans go first. */
  Future<List<Done>> judge(Call call, Scan.Scanner scanner, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return Turns.each(call, entries, FEW, entry -> Future.succeededFuture(shown(entry)))
        .compose(shown -> words(call, shown).map(words -> then(shown, words)))
        .compose(shown -> Turns.each(call, shown, FEW, one -> judged(scanner, one)))
        .compose(judged -> filed(call, judged));
  }

  private Shown shown(Entry entry) {
    return new Shown(entry, present(entry), List.of());
  }

  private Future<List<StatusWord>> words(Call call, List<Shown> shown) {
    List<Asked> asked = new ArrayList<>();
    for (Shown one : shown) {
      asked.add(new Asked(Math.max(0, one.presented.index()), one.entry.at));
      asked.add(new Asked(Math.max(0, answers.cardIndex(one.presented)), one.entry.at));
    }
    return call.await(services.scans().wordsAt(asked));
  }

  private static List<Shown> then(List<Shown> shown, List<StatusWord> words) {
    List<Shown> all = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Shown one = shown.get(i);
      all.add(new Shown(one.entry, one.presented, words.subList(2 * i, 2 * i + 2)));
    }
    return all;
  }

  /** A typed number says nothing about what was shown then: it is not judged later. */
  private Presented present(Entry entry) {
    String code = entry.scan.code();
    return code.indexOf('.') < 0
        ? Presented.refused(ResultCode.LIVE_CODE_REQUIRED)
        : services.codes().apply(code, entry.at);
  }

  private Future<Judged> judged(Scan.Scanner scanner, Shown one) {
    Map<Integer, StatusWord> then = new HashMap<>();
    then.put(answers.cardIndex(one.presented), one.words.get(1));
    then.put(one.presented.index(), one.words.get(0));
    then.remove(-1);
    Judgement judgement = judge(scanner, one.entry, one.presented, then);
    return Future.succeededFuture(new Judged(one.entry, judgement));
  }

  private Judgement judge(
      Scan.Scanner scanner, Entry entry, Presented shown, Map<Integer, StatusWord> then) {
    Judge judge = new Judge(i -> then.getOrDefault(i, StatusWord.NONE), () -> entry.at);
    ListState list = new ListState(entry.at, Duration.ZERO, "record", 0);
    SiteRules rules =
        services
            .rules()
            .apply(scanner.venueId(), Validity.dayOf(entry.at))
            .map(scanner::of)
            .orElseGet(() -> nothing(scanner.venueId()));
    return judge.judge(entry.scan.by(scanner), rules, shown, list);
  }

  private static SiteRules nothing(String venueId) {
    return new SiteRules(
        venueId, false, List.of(), false, false, SiteRules.Visits.NOT_COUNTED, Duration.ZERO, true);
  }

  private Future<List<Done>> filed(Call call, List<Judged> judged) {
    return Turns.each(call, judged, FEW, one -> Future.succeededFuture(queued(one)))
        .compose(queued -> call.await(services.scans().file(queued)))
        .compose(filed -> Turns.each(call, paired(judged, filed), FEW, one -> done(call, one)));
  }

  private static List<Known> paired(List<Judged> judged, List<Filed> filed) {
    List<Known> all = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      all.add(new Known(judged.get(i), filed.get(i)));
    }
    return all;
  }

  /** One filed for the first time is remembered like any scan, so that a code alive is burnt. */
  private Future<Done> done(Call call, Known one) {
    return call.await(other(one.judged, one.filed))
        .map(other -> answers.done(call, one.judged, one.filed, other));
  }

  private Queued queued(Judged one) {
    QueuedScan scan = one.entry.scan;
    String nonce = one.judgement.presented().nonce();
    boolean used = scan.decision() == QueuedScan.Decision.ADMITTED && nonce != null;
    String ref =
        used
            ? services.names().apply("code", one.judgement.presented().index() + " " + nonce)
            : null;
    List<String> uses =
        nonce == null || !used
            ? List.of()
            : services.uses().of(one.judgement.presented().index(), nonce, one.entry.at);
    String print =
        services.names().apply("queued", scan.code() + ' ' + scan.decision() + ' ' + scan.item());
    return new Queued(
        answers.name(one),
        print,
        ref,
        uses,
        one.judgement.scan().scanner(),
        one.entry.at,
        SyncAnswers.result(one.judgement).name(),
        scan.decision().name(),
        scan.checks());
  }

  private CompletionStage<@Nullable Place> other(Judged one, Filed filed) {
    Instant now = services.clock().instant();
    boolean alive = one.entry.at.plus(NONCE_LIFE).isAfter(now);
    boolean use =
        one.entry.scan.decision() == QueuedScan.Decision.ADMITTED && one.judgement.isMemorable();
    if (filed.known() || !use || !alive) {
      return CompletableFuture.completedFuture(filed.other());
    }
    return services
        .memory()
        .remember(mark(one))
        .thenApply(note -> filed.other() == null ? place(note) : filed.other());
  }

  private ScanMemory.Mark mark(Judged one) {
    Judgement judgement = one.judgement;
    Presented shown = judgement.presented();
    String print = shown.nonce() == null ? "pass:" + shown.index() : "code:" + shown.nonce();
    return new ScanMemory.Mark(
        judgement.scan().scanner(),
        judgement.scan().requestId(),
        print,
        answers.name(one),
        judgement.cardIndex(),
        shown.nonce(),
        NONCE_LIFE,
        true,
        judgement.rules().visits() != SiteRules.Visits.NOT_COUNTED,
        one.entry.at);
  }

  private static @Nullable Place place(ScanMemory.Note note) {
    ScanMemory.First first = note.first();
    return note.use() != ScanMemory.Use.ELSEWHERE || first == null
        ? null
        : new Place(first.verificationId(), first.venueId(), first.checkpoint(), first.at());
  }

  /** A scan to be judged: its place in the request, and when it was made by the server's clock. */
  record Entry(int place, QueuedScan scan, Instant at) {}

  /** What is answered; not the same when the requestId was filed for another scan. */
  record Done(int place, boolean same, JsonObject json) {}

  /** A scan, and what should have been answered. */
  record Judged(Entry entry, Judgement judgement) {}

  /** What was shown, and the words of pass and card at that time. */
  private record Shown(Entry entry, Presented presented, List<StatusWord> words) {}

  private record Known(Judged judged, Filed filed) {}
}
