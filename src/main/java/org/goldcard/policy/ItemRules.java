package org.goldcard.policy;

import java.util.EnumSet;
import java.util.Set;
import org.goldcard.policy.source.Entry;

/** What the parts of one item owe each other, beyond each field by itself. */
final class ItemRules {
  private ItemRules() {}

  static void check(Item item, PolicyText text, Entry entry) {
    if (item.classes().isEmpty()) {
      entry.mistake("classes", "none");
    }
    if (item.beneficiaries().isEmpty()) {
      entry.mistake("beneficiaries", "none");
    }
    long kinds = item.beneficiaries().stream().map(Beneficiary::kind).distinct().count();
    if (kinds != item.beneficiaries().size()) {
      entry.mistake("beneficiaries", "one twice");
    }
    if (!text.article(item.article()).orElse("").contains(item.benefit().zh())) {
      entry.mistake("quoteZh", "not in article " + item.article());
    }
    if (item.scanned()) {
      scanned(item, entry);
    } else {
      filed(item, entry);
    }
  }

  private static void scanned(Item item, Entry entry) {
    if (item.venueTypes().isEmpty()) {
      entry.mistake("venueTypes", "none, though the card is scanned");
    }
    if (item.mode() == ServiceMode.ON_APPLICATION) {
      entry.mistake("mode", "ON_APPLICATION, though the card is scanned");
    }
    if (!item.checks().contains(StaffCheck.CARD_LIVE_SCAN)) {
      entry.mistake("staffChecks", "without CARD_LIVE_SCAN, though the card is scanned");
    }
    if (!item.ownIdRequired()) {
      entry.mistake("staffChecks", "without a check of identity: the card proves none");
    }
    Set<VenueType> missing = copy(item.venueTypes());
    missing.removeAll(item.grants().keySet());
    missing.forEach(type -> entry.mistake("grants", "no text for " + type));
    Set<VenueType> foreign = copy(item.grants().keySet());
    foreign.removeAll(item.venueTypes());
    foreign.forEach(type -> entry.mistake("grants", "text for " + type + ", not in venueTypes"));
  }

  private static void filed(Item item, Entry entry) {
    if (item.mode() != ServiceMode.ON_APPLICATION) {
      entry.mistake("mode", item.mode() + ", though the card is not scanned");
    }
    if (item.checks().contains(StaffCheck.CARD_LIVE_SCAN)) {
      entry.mistake("staffChecks", "CARD_LIVE_SCAN, though the card is not scanned");
    }
    if (!item.grants().isEmpty()) {
      entry.mistake("grants", "texts, though the card is not scanned");
    }
  }

  private static Set<VenueType> copy(Set<VenueType> types) {
    return types.isEmpty() ? EnumSet.noneOf(VenueType.class) : EnumSet.copyOf(types);
  }
}
