package org.goldcard.policy.source;

import java.time.LocalDate;
import java.util.List;

/**
 * A name and the days on which it was the right one.
 *
 * @param name the name
 * @param dates when it held
 * @param provenance where the name and its dates come from
 */
public record DatedName(Wording name, Dates dates, String provenance) {
  /** The name of a day; the nearest one where the records leave the day out. */
  public static Wording on(List<DatedName> names, LocalDate day) {
    DatedName best = names.get(0);
    for (DatedName each : names) {
      LocalDate from = each.dates.from();
      if (from == null || !from.isAfter(day)) {
        best = each;
      }
    }
    return best.name;
  }

  /** Reads {@code names}: at least one, in order of time, without gap or overlap. */
  public static List<DatedName> readAll(Entry owner) {
    List<DatedName> names = owner.each("names", DatedName::read);
    if (names.isEmpty()) {
      owner.mistake("names", "no name");
    }
    for (int i = 1; i < names.size(); i++) {
      if (!names.get(i - 1).dates.meets(names.get(i).dates)) {
        owner.mistake("names[" + i + "]", "does not begin on the day after the name before it");
      }
    }
    return names;
  }

  private static DatedName read(Entry entry) {
    return new DatedName(entry.wording("name"), entry.dates(), entry.text("provenance"));
  }
}
