package org.goldcard.web.api.offline;

import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.goldcard.card.StatusWord;
import org.goldcard.records.ScanRecord;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.offline.OfflineScans.Filed;
import org.goldcard.verifying.offline.OfflineScans.Place;
import org.goldcard.web.Call;
import org.jspecify.annotations.Nullable;

/** What is answered and recorded of queued scans once they are filed. */
final class SyncAnswers {
  private final SyncServices services;

  SyncAnswers(SyncServices services) {
    this.services = services;
  }

  /** The card of what was shown: its own index, or the one its pass names now. */
  int cardIndex(Presented shown) {
    StatusWord word = services.statuses().at(shown.index());
    return word.isPass() ? word.cardIndex() : shown.index();
  }

  /** The name of the scan, the same for the same credential and requestId. */
  String name(SyncDesk.Judged one) {
    String client = one.judgement().scan().scanner().clientId();
    String whole = client + ' ' + one.entry().scan().requestId();
    return services.names().apply("verification", whole);
  }

  /** What is answered and filed for what should have been. */
  static ResultCode result(Judgement judgement) {
    return judgement.code() == ResultCode.VALID ? ResultCode.VALID_OFFLINE : judgement.code();
  }

  private void record(SyncDesk.Judged one, @Nullable Place other) {
    Judgement judgement = one.judgement();
    Scan.Scanner scanner = judgement.scan().scanner();
    Set<ScanRecord.Flag> flags = EnumSet.of(ScanRecord.Flag.OFFLINE);
    if (other != null && !other.venueId().equals(scanner.venueId())) {
      flags.add(ScanRecord.Flag.TWO_VENUES);
    }
    boolean admitted = one.entry().scan().decision() == QueuedScan.Decision.ADMITTED;
    SiteRules.Item item = judgement.item();
    ScanRecord record =
        new ScanRecord(
            name(one),
            one.entry().at(),
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

  /**
   * The answer of a filed scan; one filed as the same is recorded. Where a code was used besides is
   * told to whoever could scan there; of a venue of others it is said only that there was one.
   */
  SyncDesk.Done done(Call call, SyncDesk.Judged one, Filed filed, @Nullable Place other) {
    if (filed.same()) {
      // A repetition has the same name and time, so that it is recorded once.
      record(one, other);
    }
    ResultCode result = result(one.judgement());
    boolean stoppedThen = result == ResultCode.CARD_UNAVAILABLE;
    int index = one.judgement().presented().index();
    boolean activeNow =
        index >= 0 && services.statuses().at(cardIndex(one.judgement().presented())).isActive();
    JsonObject json =
        new JsonObject()
            .put("requestId", one.entry().scan().requestId())
            .put("verificationId", name(one))
            .put("result", result.name())
            .put("message", new JsonObject().put("zh", result.zh()).put("en", result.en()))
            .put("scannedAt", one.entry().at().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("repeat", filed.known());
    if (index >= 0) {
      json.put(
          "status",
          new JsonObject()
              .put("atScan", stoppedThen ? "STOPPED" : "ACTIVE")
              .put("now", activeNow ? "ACTIVE" : "STOPPED"));
    }
    if (other != null && call.sees(other.venueId())) {
      json.put("doubleUse", doubleUse(one, other));
    } else if (other != null) {
      json.put("usedElsewhere", true);
    }
    return new SyncDesk.Done(one.entry().place(), filed.same(), json);
  }

  /** The other use, and this one: both gates, both times. */
  private JsonObject doubleUse(SyncDesk.Judged one, Place other) {
    Scan.Scanner here = one.judgement().scan().scanner();
    return place(other)
        .put("verificationId", other.verificationId())
        .put(
            "own",
            place(new Place(name(one), here.venueId(), here.checkpoint(), one.entry().at())));
  }

  private static JsonObject place(Place place) {
    return new JsonObject()
        .put("venue", place.venueId())
        .put("checkpoint", place.checkpoint())
        .put("at", place.at().truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
