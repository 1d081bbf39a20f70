package org.goldcard.verifying.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.verifying.SiteRules;
import org.jspecify.annotations.Nullable;

/**
 * A venue's rules as JSON, and back. Reading throws {@link IllegalArgumentException} naming the
 * member that is not as it should be.
 */
final class RulesJson {
  private static final int SCALE = 3;

  private RulesJson() {}

  static ObjectNode write(SiteRules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("freeForAll", rules.freeForAll());
    ArrayNode items = json.putArray("items");
    rules.items().forEach(item -> items.add(write(item)));
    json.put("staticPasses", rules.staticPasses()).put("numberLookup", rules.numberLookup());
    json.put("visits", rules.visits().name());
    json.put("staleness", BigDecimal.valueOf(rules.staleness().toMillis(), SCALE));
    return json.put("closedWhenStale", rules.closedWhenStale());
  }

  private static ObjectNode write(SiteRules.Item item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("item", item.code());
    write(json, "benefit", item.benefit());
    json.put("legalBasis", item.legalBasis());
    ArrayNode classes = json.putArray("classes");
    item.classes().stream().sorted().forEach(c -> classes.add(c.name()));
    ArrayNode checks = json.putArray("checks");
    for (SiteRules.Check check : item.checks()) {
      ObjectNode one = checks.addObject().put("code", check.code());
      one.put("zh", check.text().zh()).put("en", check.text().en());
    }
    json.put("ownIdRequired", item.ownIdRequired()).put("maxPersons", item.maxPersons());
    json.put("ticketed", item.ticketed());
    if (item.agreementNo() != null) {
      json.put("agreementNo", item.agreementNo());
    }
    write(json, "exclusions", item.exclusions());
    return json;
  }

  private static void write(ObjectNode json, String name, SiteRules.@Nullable Phrase phrase) {
    if (phrase != null) {
      json.putObject(name).put("zh", phrase.zh()).put("en", phrase.en());
    }
  }

  static SiteRules read(String venueId, JsonNode json) {
    List<SiteRules.Item> items = new ArrayList<>();
    json.path("items").forEach(item -> items.add(item(item)));
    return new SiteRules(
        venueId,
        flag(json, "freeForAll"),
        items,
        flag(json, "staticPasses"),
        flag(json, "numberLookup"),
        SiteRules.Visits.valueOf(text(json, "visits")),
        Duration.ofMillis(json.path("staleness").decimalValue().movePointRight(SCALE).longValue()),
        flag(json, "closedWhenStale"));
  }

  private static SiteRules.Item item(JsonNode json) {
    List<SiteRules.Check> checks = new ArrayList<>();
    json.path("checks").forEach(c -> checks.add(new SiteRules.Check(text(c, "code"), phrase(c))));
    Set<TalentClass> classes = EnumSet.noneOf(TalentClass.class);
    json.path("classes").forEach(c -> classes.add(TalentClass.valueOf(c.asText())));
    return new SiteRules.Item(
        text(json, "item"),
        phrase(json.path("benefit")),
        text(json, "legalBasis"),
        classes,
        checks,
        flag(json, "ownIdRequired"),
        json.path("maxPersons").asInt(),
        flag(json, "ticketed"),
        json.has("agreementNo") ? text(json, "agreementNo") : null,
        json.has("exclusions") ? phrase(json.path("exclusions")) : null);
  }

  private static SiteRules.Phrase phrase(JsonNode json) {
    return new SiteRules.Phrase(text(json, "zh"), text(json, "en"));
  }

  private static boolean flag(JsonNode json, String name) {
    if (!json.path(name).isBoolean()) {
      throw new IllegalArgumentException(name + ": neither true nor false");
    }
    return json.path(name).booleanValue();
  }

  static String text(JsonNode json, String name) {
    if (!json.path(name).isTextual()) {
      throw new IllegalArgumentException(name + ": no text");
    }
    return json.path(name).textValue();
  }
}
