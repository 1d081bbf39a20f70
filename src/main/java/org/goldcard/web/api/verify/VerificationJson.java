package org.goldcard.web.api.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
  private static final JsonFactory JSON = new JsonFactory();

  /** More than an answer usually takes, so that it is written without growing. */
  private static final int USUAL = 2048;

  private VerificationJson() {}

  /**
   * An answer as UTF-8.
   *
   * @param receipt what stands for it when it is shown to others; null when none was asked for
   */
  static Buffer of(Verification answer, @Nullable String receipt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("verificationId", answer.verificationId());
      json.writeStringField("result", answer.result().name());
      json.writeFieldName("message");
      phrase(json, new SiteRules.Phrase(answer.result().zh(), answer.result().en()));
      json.writeStringField("admit", answer.admit().name());
      json.writeStringField("colour", answer.colour().name());
      holder(json, answer.holder());
      benefit(json, answer.benefit());
      checks(json, answer);
      json.writeNumberField("maxPersons", answer.maxPersons());
      visit(json, answer.visit());
      rest(json, answer);
      text(json, "receipt", receipt);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory fails never", e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void text(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static void phrase(JsonGenerator json, SiteRules.Phrase phrase) throws IOException {
    json.writeStartObject();
    words(json, phrase);
    json.writeEndObject();
  }

  private static void words(JsonGenerator json, SiteRules.Phrase phrase) throws IOException {
    json.writeStringField("zh", phrase.zh());
    json.writeStringField("en", phrase.en());
  }

  private static void holder(JsonGenerator json, Verification.@Nullable Holder holder)
      throws IOException {
    if (holder == null) {
      return;
    }
    json.writeObjectFieldStart("holder");
    text(json, "name", holder.name());
    text(json, "documentTail", holder.documentTail());
    json.writeStringField("validUntil", holder.validUntil().toString());
    json.writeEndObject();
  }

  private static void benefit(JsonGenerator json, Verification.@Nullable Benefit benefit)
      throws IOException {
    if (benefit == null) {
      return;
    }
    json.writeObjectFieldStart("benefit");
    json.writeStringField("item", benefit.item());
    words(json, benefit.text());
    json.writeStringField("legalBasis", benefit.legalBasis());
    text(json, "agreementNo", benefit.agreementNo());
    SiteRules.Phrase exclusions = benefit.exclusions();
    if (exclusions != null) {
      json.writeFieldName("exclusions");
      phrase(json, exclusions);
    }
    json.writeEndObject();
  }

  private static void checks(JsonGenerator json, Verification answer) throws IOException {
    json.writeArrayFieldStart("checks");
    for (SiteRules.Check check : answer.checks()) {
      json.writeStartObject();
      json.writeStringField("code", check.code());
      words(json, check.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void visit(JsonGenerator json, ScanMemory.@Nullable Visit visit)
      throws IOException {
    if (visit == null) {
      return;
    }
    json.writeObjectFieldStart("visit");
    json.writeNumberField("count", visit.count());
    json.writeStringField("firstAt", moment(visit.firstAt()));
    json.writeStringField("firstCheckpoint", visit.firstCheckpoint());
    json.writeEndObject();
  }

  private static void rest(JsonGenerator json, Verification answer) throws IOException {
    json.writeBooleanField("repeat", answer.repeat());
    json.writeStringField("replay", answer.sharedReplay() ? "shared" : "node");
    if (answer.skew() != null) {
      json.writeNumberField("skew", seconds(answer.skew()));
    }
    status(json, answer.list());
    json.writeStringField("serverTime", moment(answer.serverTime()));
  }

  /** Without a list there is no moment to name, and the source says so. */
  private static void status(JsonGenerator json, @Nullable ListState list) throws IOException {
    json.writeObjectFieldStart("status");
    if (list != null) {
      json.writeStringField("asOf", moment(list.asOf()));
      json.writeNumberField("age", seconds(list.age()));
    }
    json.writeStringField("source", list == null ? "none" : list.source());
    json.writeNumberField("rev", list == null ? 0 : list.rev());
    json.writeEndObject();
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
