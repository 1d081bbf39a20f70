package org.goldcard.verifying.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.goldcard.verifying.SiteRules;
import org.jspecify.annotations.Nullable;

/** Writes a venue's rules as JSON, for {@link RulesJson} to read. */
final class RulesWriter {
  private RulesWriter() {}

  static ObjectNode write(SiteRules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("freeForAll", rules.freeForAll());
    ArrayNode items = json.putArray("items");
    rules.items().forEach(item -> items.add(write(item)));
    json.put("staticPasses", rules.staticPasses()).put("numberLookup", rules.numberLookup());
    json.put("visits", rules.visits().name());
    json.put("staleness", BigDecimal.valueOf(rules.staleness().toMillis(), RulesJson.SCALE));
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
}
