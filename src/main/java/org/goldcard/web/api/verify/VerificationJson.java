package org.goldcard.web.api.verify;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.goldcard.web.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A verification as the API shows it. A member that does not apply is left out; moments are UTC in
 * milliseconds, durations are seconds with three decimals.
 */
final class VerificationJson {
  /** More than an answer usually takes, so that it is written without growing. */
  private static final int USUAL = 2048;

  private VerificationJson() {}

  /**
   * An answer as UTF-8.
   *
   * @param receipt what stands for it when it is shown to others; null when none was asked for
   */
  static Buffer of(Verification answer, @Nullable String receipt) {
    JsonText json = new JsonText(USUAL).open('{');
    json.text("verificationId", answer.verificationId());
    json.text("result", answer.result().name());
    json.open("message", '{');
    json.text("zh", answer.result().zh()).text("en", answer.result().en()).close('}');
    json.text("admit", answer.admit().name());
    json.text("colour", answer.colour().name());
    holder(json, answer.holder());
    benefit(json, answer.benefit());
    checks(json, answer);
    json.number("maxPersons", answer.maxPersons());
    visit(json, answer.visit());
    json.flag("repeat", answer.repeat());
    json.text("replay", answer.sharedReplay() ? "shared" : "node");
    skew(json, answer.skew());
    status(json, answer.list());
    json.moment("serverTime", answer.serverTime());
    json.text("receipt", receipt);
    return Buffer.buffer(json.close('}').toBytes());
  }

  private static void holder(JsonText json, Verification.@Nullable Holder holder) {
    if (holder != null) {
      json.open("holder", '{')
          .text("name", holder.name())
          .text("documentTail", holder.documentTail())
          .day("validUntil", holder.validUntil())
          .close('}');
    }
  }

  private static void benefit(JsonText json, Verification.@Nullable Benefit benefit) {
    if (benefit == null) {
      return;
    }
    json.open("benefit", '{').text("item", benefit.item());
    words(json, benefit.text());
    json.text("legalBasis", benefit.legalBasis()).text("agreementNo", benefit.agreementNo());
    SiteRules.Phrase exclusions = benefit.exclusions();
    if (exclusions != null) {
      json.open("exclusions", '{');
      words(json, exclusions);
      json.close('}');
    }
    json.close('}');
  }

  private static void checks(JsonText json, Verification answer) {
    json.open("checks", '[');
    for (SiteRules.Check check : answer.checks()) {
      json.open('{').text("code", check.code());
      words(json, check.text());
      json.close('}');
    }
    json.close(']');
  }

  private static void words(JsonText json, SiteRules.Phrase phrase) {
    json.text("zh", phrase.zh()).text("en", phrase.en());
  }

  private static void visit(JsonText json, ScanMemory.@Nullable Visit visit) {
    if (visit != null) {
      json.open("visit", '{')
          .number("count", visit.count())
          .moment("firstAt", visit.firstAt())
          .text("firstCheckpoint", visit.firstCheckpoint())
          .close('}');
    }
  }

  private static void skew(JsonText json, @Nullable Duration skew) {
    if (skew != null) {
      json.thousandths("skew", skew.toMillis());
    }
  }

  /** Without a list there is no moment to name, and the source says so. */
  private static void status(JsonText json, @Nullable ListState list) {
    json.open("status", '{');
    if (list != null) {
      json.moment("asOf", list.asOf()).thousandths("age", list.age().toMillis());
    }
    json.text("source", list == null ? "none" : list.source());
    json.number("rev", list == null ? 0 : list.rev()).close('}');
  }
}
