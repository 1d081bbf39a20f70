package org.goldcard.venues;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.policy.source.Dates;
import org.goldcard.policy.source.Wording;

/**
 * What a venue has agreed to. It covers the places below the venue too, unless they do not take
 * part.
 *
 * @param number as printed on the staff's screen; a sample number says so itself
 * @param dates when it is in force
 * @param items codes of the items granted under it
 * @param exclusions what it does not include, as the agreement itself records it; may be empty
 * @param limitsVisits whether it limits repeat visits of a day
 * @param sample whether it was made up to show the product
 * @param provenance where this comes from
 */
public record Agreement(
    String number,
    Dates dates,
    List<String> items,
    Wording exclusions,
    boolean limitsVisits,
    boolean sample,
    String provenance) {
  /** Copies the items. */
  public Agreement {
    items = List.copyOf(items);
  }

  /** Whether it is in force on a day: on its last day it is, on the day after it is not. */
  public boolean inForce(LocalDate day) {
    return dates.contains(day);
  }
}
