package org.goldcard.verifying.offline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.token.json.JsonTree;
import org.goldcard.verifying.SiteRules;

/**
 * Reads a venue's rules from JSON. What is not as it should be is an {@link
 * IllegalArgumentException} that names the member.
 */
final class RulesJson {
  /** Decimal places of a number of seconds. */
  static final int SCALE = 3;

  private static final long STALENESS_MAX = 86_400;
  private static final int PERSONS_MAX = 1000;

  private RulesJson() {}

  static SiteRules read(String venueId, JsonTree json) {
    List<SiteRules.Item> items = new ArrayList<>();
    json.path("items").forEach(item -> items.add(item(item)));
    return new SiteRules(
        venueId,
        flag(json, "freeForAll"),
        items,
        flag(json, "staticPasses"),
        flag(json, "numberLookup"),
        SiteRules.Visits.valueOf(text(json, "visits")),
        staleness(json),
        flag(json, "closedWhenStale"));
  }

  private static SiteRules.Item item(JsonTree json) {
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
        persons(json),
        flag(json, "ticketed"),
        json.has("agreementNo") ? text(json, "agreementNo") : null,
        json.has("exclusions") ? phrase(json.path("exclusions")) : null);
  }

  private static SiteRules.Phrase phrase(JsonTree json) {
    return new SiteRules.Phrase(text(json, "zh"), text(json, "en"));
  }

  private static Duration staleness(JsonTree json) {
    double seconds = json.path("staleness").decimal().doubleValue();
    if (!(seconds >= 0 && seconds <= STALENESS_MAX)) {
      throw new IllegalArgumentException("staleness: no number of seconds within a day");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static int persons(JsonTree json) {
    long persons = json.path("maxPersons").whole().orElse(0);
    if (persons < 1 || persons > PERSONS_MAX) {
      throw new IllegalArgumentException("maxPersons: no number of persons");
    }
    return (int) persons;
  }

  private static boolean flag(JsonTree json, String name) {
    Boolean flag = json.path(name).flag();
    if (flag == null) {
      throw new IllegalArgumentException(name + ": neither true nor false");
    }
    return flag;
  }

  static String text(JsonTree json, String name) {
    String text = json.path(name).text();
    if (text == null) {
      throw new IllegalArgumentException(name + ": no text");
    }
    return text;
  }
}
