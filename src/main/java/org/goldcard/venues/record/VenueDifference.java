package org.goldcard.venues.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one set of venues would change in another.
 *
 * @param added identifiers of venues that were not there
 * @param changed by the identifiers of venues that say something else, the fields that differ
 * @param removed identifiers of venues that are there no more
 * @param same how many stay as they are
 */
public record VenueDifference(
    List<String> added, Map<String, List<String>> changed, List<String> removed, int same) {
  /** Copies the collections, in their order. */
  public VenueDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = Collections.unmodifiableMap(new TreeMap<>(changed));
  }

  /** From what is recorded, venue by venue, to a file. */
  public static VenueDifference between(Map<String, String> before, VenueFile after) {
    List<String> added = new ArrayList<>();
    Map<String, List<String>> changed = new TreeMap<>();
    int same = 0;
    for (Map.Entry<String, String> venue : after.venues().entrySet()) {
      String old = before.get(venue.getKey());
      if (old == null) {
        added.add(venue.getKey());
      } else if (old.equals(venue.getValue())) {
        same++;
      } else {
        changed.put(venue.getKey(), fields(old, venue.getValue()));
      }
    }
    Set<String> removed = new TreeSet<>(before.keySet());
    removed.removeAll(after.venues().keySet());
    return new VenueDifference(added, changed, List.copyOf(removed), same);
  }

  private static List<String> fields(String before, String after) {
    JsonNode old = VenueFile.parsed(before);
    JsonNode now = VenueFile.parsed(after);
    Set<String> names = new TreeSet<>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(name -> !old.path(name).equals(now.path(name))).toList();
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
