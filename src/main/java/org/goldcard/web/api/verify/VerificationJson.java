package org.goldcard.web.api.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/**
 * A verification as the API shows it. A member that does not apply is left out; moments are UTC in
 * milliseconds, durations are seconds with three decimals.
 */
final class VerificationJson {
  private VerificationJson() {}

  static JsonObject of(Verification answer) {
    JsonObject json =
        new JsonObject()
            .put("verificationId", answer.verificationId())
            .put("result", answer.result().name())
            .put("message", phrase(answer.result().zh(), answer.result().en()))
            .put("admit", answer.admit().name())
            .put("colour", answer.colour().name());
    putHolder(json, answer.holder());
    putBenefit(json, answer.benefit());
    json.put("checks", checks(answer)).put("maxPersons", answer.maxPersons());
    putVisit(json, answer.visit());
    json.put("repeat", answer.repeat()).put("replay", answer.sharedReplay() ? "shared" : "node");
    if (answer.skew() != null) {
      json.put("skew", seconds(answer.skew()));
    }
    return json.put("status", status(answer.list())).put("serverTime", moment(answer.serverTime()));
  }

  private static JsonObject phrase(String zh, String en) {
    return new JsonObject().put("zh", zh).put("en", en);
  }

  private static void putHolder(JsonObject json, Verification.@Nullable Holder holder) {
    if (holder == null) {
      return;
    }
    JsonObject shown = new JsonObject();
    if (holder.name() != null) {
      shown.put("name", holder.name());
    }
    if (holder.documentTail() != null) {
      shown.put("documentTail", holder.documentTail());
    }
    json.put("holder", shown.put("validUntil", holder.validUntil().toString()));
  }

  private static void putBenefit(JsonObject json, Verification.@Nullable Benefit benefit) {
    if (benefit == null) {
      return;
    }
    JsonObject shown =
        new JsonObject()
            .put("item", benefit.item())
            .put("zh", benefit.text().zh())
            .put("en", benefit.text().en())
            .put("legalBasis", benefit.legalBasis());
    if (benefit.agreementNo() != null) {
      shown.put("agreementNo", benefit.agreementNo());
    }
    SiteRules.Phrase exclusions = benefit.exclusions();
    if (exclusions != null) {
      shown.put("exclusions", phrase(exclusions.zh(), exclusions.en()));
    }
    json.put("benefit", shown);
  }

  private static JsonArray checks(Verification answer) {
    JsonArray checks = new JsonArray();
    for (SiteRules.Check check : answer.checks()) {
      checks.add(
          new JsonObject()
              .put("code", check.code())
              .put("zh", check.text().zh())
              .put("en", check.text().en()));
    }
    return checks;
  }

  private static void putVisit(JsonObject json, ScanMemory.@Nullable Visit visit) {
    if (visit != null) {
      json.put(
          "visit",
          new JsonObject()
              .put("count", visit.count())
              .put("firstAt", moment(visit.firstAt()))
              .put("firstCheckpoint", visit.firstCheckpoint()));
    }
  }

  /** Without a list there is no moment to name, and the source says so. */
  private static JsonObject status(@Nullable ListState list) {
    return list == null
        ? new JsonObject().put("source", "none").put("rev", 0)
        : new JsonObject()
            .put("asOf", moment(list.asOf()))
            .put("age", seconds(list.age()))
            .put("source", list.source())
            .put("rev", list.rev());
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
