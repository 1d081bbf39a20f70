package org.goldcard.web.api.offline;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.goldcard.card.StatusWord;
import org.goldcard.card.Validity;
import org.goldcard.records.ScanRecord;
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
import org.jspecify.annotations.Nullable;

/**
 * Judges queued scans for what was right when they were made: signature and minute at that time,
 * status as recorded for that time, the rules of that day. Then files them, and burns the codes
 * that still live.
 */
final class SyncDesk {
  private static final Duration NONCE_LIFE = Duration.ofMinutes(2);

  private final SyncServices services;

  SyncDesk(SyncServices services) {
    this.services = services;
  }

  CompletionStage<List<Done>> judge(Scan.Scanner scanner, List<Entry> entries) {
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    List<Presented> presented = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (Entry entry : entries) {
      Presented shown = present(entry);
      presented.add(shown);
      asked.add(new Asked(Math.max(0, shown.index()), entry.at));
      asked.add(new Asked(Math.max(0, cardIndex(shown)), entry.at));
    }
    return services
        .scans()
        .wordsAt(asked)
        .thenApply(words -> judged(scanner, entries, presented, words))
        .thenCompose(this::file);
  }

  /** A typed number says nothing about what was shown then: it is not judged later. */
  private Presented present(Entry entry) {
    String code = entry.scan.code();
    return code.indexOf('.') < 0
        ? Presented.refused(ResultCode.LIVE_CODE_REQUIRED)
        : services.codes().apply(code, entry.at);
  }

  private int cardIndex(Presented shown) {
    StatusWord word = services.statuses().at(shown.index());
    return word.isPass() ? word.cardIndex() : shown.index();
  }

  private List<Judged> judged(
      Scan.Scanner scanner,
      List<Entry> entries,
      List<Presented> presented,
      List<StatusWord> words) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Presented shown = presented.get(i);
      Map<Integer, StatusWord> then = new HashMap<>();
      then.put(cardIndex(shown), words.get(2 * i + 1));
      then.put(shown.index(), words.get(2 * i));
      then.remove(-1);
      judged.add(new Judged(entry, judge(scanner, entry, shown, then)));
    }
    return judged;
  }

  private Judgement judge(
      Scan.Scanner scanner, Entry entry, Presented shown, Map<Integer, StatusWord> then) {
    Judge judge = new Judge(i -> then.getOrDefault(i, StatusWord.NONE), () -> entry.at);
    ListState list = new ListState(entry.at, Duration.ZERO, "record", 0);
    SiteRules rules =
        services
            .rules()
            .apply(scanner.venueId(), Validity.dayOf(entry.at))
            .orElseGet(() -> nothing(scanner.venueId()));
    return judge.judge(entry.scan.by(scanner), rules, shown, list);
  }

  private static SiteRules nothing(String venueId) {
    return new SiteRules(
        venueId, false, List.of(), false, false, SiteRules.Visits.NOT_COUNTED, Duration.ZERO, true);
  }

  private CompletionStage<List<Done>> file(List<Judged> judged) {
    List<Queued> queued = judged.stream().map(this::queued).toList();
    return services.scans().file(queued).thenCompose(filed -> remembered(judged, filed));
  }

  private Queued queued(Judged one) {
    QueuedScan scan = one.entry.scan;
    String nonce = one.judgement.presented().nonce();
    boolean used = scan.decision() == QueuedScan.Decision.ADMITTED && nonce != null;
    String ref =
        used
            ? services.names().apply("code", one.judgement.presented().index() + " " + nonce)
            : null;
    String print =
        services.names().apply("queued", scan.code() + ' ' + scan.decision() + ' ' + scan.item());
    return new Queued(
        name(one),
        print,
        ref,
        one.judgement.scan().scanner(),
        one.entry.at,
        result(one.judgement).name(),
        scan.decision().name(),
        scan.checks());
  }

  private String name(Judged one) {
    String client = one.judgement.scan().scanner().clientId();
    String whole = client + ' ' + one.entry.scan.requestId();
    return services.names().apply("verification", whole);
  }

  private static ResultCode result(Judgement judgement) {
    return judgement.code() == ResultCode.VALID ? ResultCode.VALID_OFFLINE : judgement.code();
  }

  /** Those filed for the first time are remembered like any scan, so that codes alive are burnt. */
  private CompletionStage<List<Done>> remembered(List<Judged> judged, List<Filed> filed) {
    CompletionStage<List<Done>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (int i = 0; i < judged.size(); i++) {
      Judged one = judged.get(i);
      Filed known = filed.get(i);
      all =
          all.thenCombine(other(one, known), (done, other) -> added(done, done(one, known, other)));
    }
    return all;
  }

  private static List<Done> added(List<Done> done, Done one) {
    done.add(one);
    return done;
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
        name(one),
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
        : new Place(first.venueId(), first.checkpoint(), first.at());
  }

  private void record(Judged one, @Nullable Place other) {
    Judgement judgement = one.judgement;
    Scan.Scanner scanner = judgement.scan().scanner();
    Set<ScanRecord.Flag> flags = EnumSet.of(ScanRecord.Flag.OFFLINE);
    if (other != null && !other.venueId().equals(scanner.venueId())) {
      flags.add(ScanRecord.Flag.TWO_VENUES);
    }
    boolean admitted = one.entry.scan.decision() == QueuedScan.Decision.ADMITTED;
    SiteRules.Item item = judgement.item();
    ScanRecord record =
        new ScanRecord(
            name(one),
            one.entry.at,
            new ScanRecord.Place(scanner.venueId(), scanner.checkpoint(), scanner.clientId()),
            result(judgement).name(),
            admitted ? "YES" : "NO",
            item == null ? null : item.code(),
            shown(judgement.presented().kind()),
            flags,
            0,
            null,
            null,
            null);
    services.records().accept(record, judgement.cardIndex());
  }

  private static ScanRecord.Shown shown(Presented.Kind kind) {
    return switch (kind) {
      case LIVE_CODE -> ScanRecord.Shown.LIVE_CODE;
      case PASS -> ScanRecord.Shown.PASS;
      case TYPED_NUMBER -> ScanRecord.Shown.TYPED_NUMBER;
      case UNKNOWN -> ScanRecord.Shown.UNKNOWN;
    };
  }

  private Done done(Judged one, Filed filed, @Nullable Place other) {
    if (filed.same()) {
      // A repetition has the same name and time, so that it is recorded once.
      record(one, other);
    }
    ResultCode result = result(one.judgement);
    boolean stoppedThen = result == ResultCode.CARD_UNAVAILABLE;
    int index = one.judgement.presented().index();
    boolean activeNow =
        index >= 0 && services.statuses().at(cardIndex(one.judgement.presented())).isActive();
    JsonObject json =
        new JsonObject()
            .put("requestId", one.entry.scan.requestId())
            .put("verificationId", name(one))
            .put("result", result.name())
            .put("message", new JsonObject().put("zh", result.zh()).put("en", result.en()))
            .put("scannedAt", one.entry.at.truncatedTo(ChronoUnit.MILLIS).toString())
            .put("repeat", filed.known());
    if (index >= 0) {
      json.put(
          "status",
          new JsonObject()
              .put("atScan", stoppedThen ? "STOPPED" : "ACTIVE")
              .put("now", activeNow ? "ACTIVE" : "STOPPED"));
    }
    if (other != null) {
      json.put(
          "doubleUse",
          new JsonObject()
              .put("venue", other.venueId())
              .put("checkpoint", other.checkpoint())
              .put("at", other.at().truncatedTo(ChronoUnit.MILLIS).toString()));
    }
    return new Done(one.entry.place, filed.same(), json);
  }

  /** A scan to be judged: its place in the request, and when it was made by the server's clock. */
  record Entry(int place, QueuedScan scan, Instant at) {}

  /** What is answered; not the same when the requestId was filed for another scan. */
  record Done(int place, boolean same, JsonObject json) {}

  private record Judged(Entry entry, Judgement judgement) {}
}
