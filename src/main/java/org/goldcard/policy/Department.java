package org.goldcard.policy;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.policy.source.DatedName;
import org.goldcard.policy.source.Wording;

/**
 * A department or unit responsible for a service, by the code that outlives its names.
 *
 * @param code such as {@code HRSS}
 * @param names in order of time; at least one
 */
public record Department(String code, List<DatedName> names) {
  /** Copies the names. */
  public Department {
    names = List.copyOf(names);
  }

  /** What it was called on a day: acts carry the name of their day. */
  public Wording nameOn(LocalDate day) {
    return DatedName.on(names, day);
  }
}
