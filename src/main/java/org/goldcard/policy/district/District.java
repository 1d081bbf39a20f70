package org.goldcard.policy.district;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.policy.source.DatedName;
import org.goldcard.policy.source.Dates;
import org.goldcard.policy.source.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A district in the sense of article 5: a district or county of the city, or a functional zone.
 * Talents belong to the district of their workplace, never to that of their ID number.
 *
 * @param code the GB/T 2260 code, or our own for a zone, which has none ({@code 3701GX})
 * @param kind what it is
 * @param names in order of time; at least one
 * @param aliases other names people use
 * @param dates when it exists under this code
 * @param successor the code it went over into; null while it exists
 * @param provenance where this comes from
 */
public record District(
    String code,
    Kind kind,
    List<DatedName> names,
    List<String> aliases,
    Dates dates,
    @Nullable String successor,
    String provenance) {
  /** The kinds of district. */
  public enum Kind {
    /** 区. */
    DISTRICT,
    /** 县. */
    COUNTY,
    /** 功能区, without a GB/T 2260 code (article 5). */
    ZONE
  }

  /** Copies the lists. */
  public District {
    names = List.copyOf(names);
    aliases = List.copyOf(aliases);
  }

  /** What it was called on a day. */
  public Wording nameOn(LocalDate day) {
    return DatedName.on(names, day);
  }
}
