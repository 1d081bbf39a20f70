package org.goldcard.card.talent;

import org.jspecify.annotations.Nullable;

/**
 * Where a talent works: which window serves them, and which one a withdrawal goes to.
 *
 * @param unit 所在单位, at most 200 characters; null only where there is none
 * @param level the unit's level; NONE without a unit
 * @param district the code of the district of the workplace, never that of an identity number
 */
public record Employer(@Nullable String unit, UnitLevel level, String district) {
  /** The longest unit name. */
  public static final int MAX_UNIT = 200;

  /** Refuses a blank or overlong unit and a blank district. */
  public Employer {
    if (unit != null && (unit.isBlank() || unit.length() > MAX_UNIT)) {
      throw new IllegalArgumentException("unit: blank or too long");
    }
    if (unit == null && level != UnitLevel.NONE) {
      throw new IllegalArgumentException("unit: missing at level " + level);
    }
    if (district.isBlank()) {
      throw new IllegalArgumentException("district: blank");
    }
  }
}
