package org.goldcard.web.holder;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.goldcard.accounts.Language;
import org.goldcard.accounts.claim.Way;
import org.goldcard.accounts.passcode.PasscodeRules;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.Flaw;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Reading;
import org.goldcard.web.Answer;
import org.goldcard.web.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into a form, read field by field: every flaw is named at once, in both
 * languages, and nothing that was typed is repeated. For one thread and one request.
 */
final class Typed {
  private static final Pattern ANYTHING = Pattern.compile("(?s).{0,300}");
  private static final Pattern TAIL = Pattern.compile("[0-9A-Z]{4}");

  /** All that any form has: what a form does not ask for is not looked at. */
  private static final List<String> NAMES =
      List.of(
          "documentType",
          "number",
          "name",
          "phone",
          "tail",
          "code",
          "passcode",
          "notice",
          "language",
          "way");

  private final Map<String, String> texts = new HashMap<>();
  private final JsonArray flaws = new JsonArray();

  Typed(Fields fields) {
    NAMES.forEach(name -> texts.put(name, fields.optionalText(name, ANYTHING).orElse("")));
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  @Nullable IdentityDocument document(LocalDate today) {
    String type = text("documentType");
    Optional<DocumentType> known =
        type.isEmpty()
            ? Optional.empty()
            : DocumentType.parse(type).filter(t -> t.name().equals(type));
    if (known.isEmpty()) {
      flaw("documentType", Flaw.DOCUMENT_TYPE);
      return null;
    }
    return value("number", IdentityDocument.read(known.get(), text("number"), today));
  }

  @Nullable PersonName name() {
    return value("name", PersonName.read(text("name")));
  }

  @Nullable PhoneNumber phone() {
    return value("phone", PhoneNumber.read(text("phone")));
  }

  @Nullable String tail() {
    String tail = IdentityDocument.normalise(text("tail"));
    if (TAIL.matcher(tail).matches()) {
      return tail;
    }
    flaw("tail", "请填写证件号码的最后四位", "needs the last four characters of the document number");
    return null;
  }

  /** That the notice of this version was agreed to. */
  void agreed(String version) {
    if (!text("notice").equals(version)) {
      flaw("notice", "请阅读告知书并勾选同意", "needs your consent before anything is looked up");
    }
  }

  String passcode(String name) {
    String passcode = text(name);
    if (passcode.isEmpty()) {
      flaw(name, Flaw.EMPTY);
    }
    return passcode;
  }

  Language language() {
    return text("language").equals("en") ? Language.EN : Language.ZH;
  }

  Way way() {
    return text("way").equals("EMAIL") ? Way.EMAIL : Way.USUAL;
  }

  private <T> @Nullable T value(String field, Reading<T> reading) {
    reading.flaw().ifPresent(flaw -> flaw(field, flaw));
    return reading.value().orElse(null);
  }

  private void flaw(String field, Flaw flaw) {
    flaw(field, flaw.zh(), flaw.en());
  }

  private void flaw(String field, String zh, String en) {
    flaws.add(flawOf(field, zh, en));
  }

  private static JsonObject flawOf(String field, String zh, String en) {
    return new JsonObject().put("field", field).put("zh", zh).put("en", en);
  }

  boolean isFlawed() {
    return !flaws.isEmpty();
  }

  Answer flawed() {
    return Answer.json(200, Words.FLAWED.json().put("flaws", flaws));
  }

  static Answer flawed(String field, PasscodeRules.Flaw flaw) {
    JsonArray one = new JsonArray().add(flawOf(field, flaw.zh(), flaw.en()));
    return Answer.json(200, Words.FLAWED.json().put("flaws", one));
  }
}
