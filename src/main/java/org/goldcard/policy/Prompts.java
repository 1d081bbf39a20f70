package org.goldcard.policy;

import java.util.EnumMap;
import java.util.Map;
import org.goldcard.policy.source.Wording;

/** What staff are told to check: a wording per check, another where a kind of place needs it. */
final class Prompts {
  private final Map<StaffCheck, Wording> general = new EnumMap<>(StaffCheck.class);
  private final Map<StaffCheck, Map<VenueType, Wording>> particular =
      new EnumMap<>(StaffCheck.class);

  /** Takes in a check; false if it was there already. */
  boolean add(StaffCheck check, Wording wording, Map<VenueType, Wording> elsewhere) {
    particular.put(check, Map.copyOf(elsewhere));
    return general.put(check, wording) == null;
  }

  boolean has(StaffCheck check) {
    return general.containsKey(check);
  }

  /** The wording for a kind of place. */
  Wording at(StaffCheck check, VenueType type) {
    Wording wording = particular.getOrDefault(check, Map.of()).get(type);
    Wording result = wording != null ? wording : general.get(check);
    if (result == null) {
      throw new IllegalStateException("check: without a prompt");
    }
    return result;
  }
}
