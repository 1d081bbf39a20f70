package org.goldcard.policy.district;

import org.goldcard.policy.source.Dates;
import org.goldcard.policy.source.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The city window or the sub-window of a district (article 22).
 *
 * @param id stable
 * @param district the district's code; null for the city window
 * @param name its name
 * @param address where it is
 * @param phone as printed; a sample number says so itself
 * @param hours when it is open
 * @param dates when this entry holds
 * @param sample whether address, phone and hours are placeholders to be replaced by the operator
 * @param provenance where this comes from
 */
public record ServiceWindow(
    String id,
    @Nullable String district,
    Wording name,
    Wording address,
    String phone,
    Wording hours,
    Dates dates,
    boolean sample,
    String provenance) {

  /** Whether it is the city window. */
  public boolean isCity() {
    return district == null;
  }
}
