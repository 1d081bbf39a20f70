package org.goldcard.venues;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.goldcard.policy.Item;
import org.goldcard.policy.Policy;
import org.goldcard.policy.VenueType;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.source.Dates;
import org.goldcard.policy.source.Entry;
import org.goldcard.venues.Venue.Onboarding;
import org.jspecify.annotations.Nullable;

/** What venues owe the rulebook, the districts and each other, beyond each field by itself. */
final class VenueRules {
  private static final int LOWEST_GRADE = 3;

  private final Policy policy;
  private final Districts districts;
  private final Map<String, Venue> byId = new HashMap<>();
  private final Map<String, String> named = new HashMap<>();
  private final Set<String> checkpoints = new HashSet<>();

  VenueRules(Policy policy, Districts districts) {
    this.policy = policy;
    this.districts = districts;
  }

  /** What can be said of one venue by itself and those before it. */
  void check(Venue venue, Entry entry) {
    if (byId.put(venue.id(), venue) != null) {
      entry.mistake("id", "twice: " + venue.id());
    }
    names(venue, entry);
    references(venue, entry);
    article20(venue, entry);
    for (int i = 0; i < venue.agreements().size(); i++) {
      agreement(venue, i, entry);
    }
    for (int i = 0; i < venue.checkpoints().size(); i++) {
      if (!checkpoints.add(venue.checkpoints().get(i).id())) {
        entry.mistake("checkpoints[" + i + "].id", "twice");
      }
    }
    if (venue.evidence().isEmpty()) {
      entry.mistake("evidence", "none: the card proves no identity");
    }
    if (venue.sample() != venue.name().zh().contains("示例")) {
      entry.mistake("nameZh", "a sample says 示例, a real place does not");
    }
  }

  /** What can be said once all venues are known. */
  void checkTree(List<Venue> venues, Entry root) {
    for (int i = 0; i < venues.size(); i++) {
      Venue venue = venues.get(i);
      String place = "venues[" + i + "].";
      if (venue.parent() != null && !byId.containsKey(venue.parent())) {
        root.mistake(place + "parent", "unknown venue " + venue.parent());
      } else if (leadsBack(venue)) {
        root.mistake(place + "parent", "leads back to itself");
      } else if (venue.onboarding() == Onboarding.LIVE && !hasReasonToBeLive(venue)) {
        root.mistake(place + "onboarding", "LIVE without an agreement of its own or above");
      }
    }
  }

  private void names(Venue venue, Entry entry) {
    for (String name : VenueTree.names(venue)) {
      String other = named.putIfAbsent(name, venue.id());
      if (other != null && !other.equals(venue.id())) {
        entry.mistake("aliases", name + " also names " + other);
      }
    }
  }

  private void references(Venue venue, Entry entry) {
    if (venue.district() != null && districts.byCode(venue.district()).isEmpty()) {
      entry.mistake("district", "unknown district " + venue.district());
    }
    if (policy.department(venue.department()).isEmpty()) {
      entry.mistake("department", "unknown department " + venue.department());
    }
  }

  private static void article20(Venue venue, Entry entry) {
    if (venue.type() == VenueType.PARK_GOV_INVESTED && !venue.govInvested()) {
      entry.mistake("govInvested", "false for a PARK_GOV_INVESTED");
    }
    if (venue.type() == VenueType.SCENIC_3A_PLUS
        && venue.ratings().stream().noneMatch(r -> r.grade() >= LOWEST_GRADE)) {
      entry.mistake("ratings", "none of 3 and above for a SCENIC_3A_PLUS");
    }
    List<Dates> ratings = venue.ratings().stream().map(Rating::dates).toList();
    for (int i = 1; i < ratings.size(); i++) {
      if (ratings.subList(0, i).stream().anyMatch(ratings.get(i)::overlaps)) {
        entry.mistake("ratings[" + i + "]", "overlaps another rating");
      }
    }
  }

  private void agreement(Venue venue, int index, Entry entry) {
    Agreement agreement = venue.agreements().get(index);
    String place = "agreements[" + index + "].";
    if (agreement.dates().from() == null) {
      entry.mistake(place + "validFrom", "missing");
    }
    if (venue.agreements().subList(0, index).stream()
        .anyMatch(a -> a.dates().overlaps(agreement.dates()))) {
      entry.mistake("agreements[" + index + "]", "overlaps another agreement of the same venue");
    }
    if (agreement.sample() != agreement.number().contains("示例")) {
      entry.mistake(place + "number", "a sample says 示例, a real agreement does not");
    }
    if (agreement.items().isEmpty()) {
      entry.mistake(place + "items", "none");
    }
    for (int i = 0; i < agreement.items().size(); i++) {
      Optional<Item> item = policy.item(agreement.items().get(i));
      if (item.isEmpty()) {
        entry.mistake(place + "items[" + i + "]", "unknown item " + agreement.items().get(i));
      } else if (!item.get().scannedAt(venue.type())) {
        entry.mistake(place + "items[" + i + "]", "not scanned at a " + venue.type());
      }
    }
  }

  private boolean hasReasonToBeLive(Venue venue) {
    boolean free = !venue.free().isEmpty();
    for (Venue each = venue; each != null && !free; each = parent(each)) {
      free = !each.agreements().isEmpty();
    }
    return free;
  }

  private boolean leadsBack(Venue start) {
    Set<String> seen = new HashSet<>();
    Venue current = start;
    while (current != null && seen.add(current.id())) {
      current = parent(current);
    }
    return current != null;
  }

  private @Nullable Venue parent(Venue venue) {
    return venue.parent() == null ? null : byId.get(venue.parent());
  }
}
