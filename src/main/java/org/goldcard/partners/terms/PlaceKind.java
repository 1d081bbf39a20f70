package org.goldcard.partners.terms;

import java.util.Arrays;
import java.util.Optional;
import org.goldcard.policy.VenueType;

/** The kinds of place that a scope such as {@code verify:park} names; each venue type has one. */
public enum PlaceKind {
  AIRPORT("airport"),
  RAIL("rail"),
  VEHICLE("vehicle"),
  HOSPITAL("hospital"),
  SOCIAL_INSURANCE("social-insurance"),
  TALENT_WINDOW("talent-window"),
  REGISTRATION("registration"),
  TAX("tax"),
  CUSTOMS("customs"),
  /** Commercial and foreign-exchange banks. */
  BANK("bank"),
  INSURER("insurer"),
  /** The parks and scenic spots of article 20. */
  PARK("park"),
  SPORTS("sports"),
  EXIT_ENTRY("exit-entry"),
  EMBASSY("embassy"),
  HOUSEHOLD("household"),
  HOUSING("housing");

  private final String word;

  PlaceKind(String word) {
    this.word = word;
  }

  /** The word after {@code verify:}. */
  public String word() {
    return word;
  }

  /** The kind of this word. */
  public static Optional<PlaceKind> parse(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** The kind of a venue type. */
  public static PlaceKind of(VenueType type) {
    return switch (type) {
      case AIRPORT -> AIRPORT;
      case RAIL_STATION -> RAIL;
      case VEHICLE_MGMT_OFFICE -> VEHICLE;
      case HOSPITAL_DESIGNATED -> HOSPITAL;
      case SI_AGENCY -> SOCIAL_INSURANCE;
      case TALENT_WINDOW -> TALENT_WINDOW;
      case MARKET_REG_COUNTER -> REGISTRATION;
      case TAX_HALL -> TAX;
      case CUSTOMS_CHECKPOINT -> CUSTOMS;
      case BANK_DESIGNATED, BANK_FX_DESIGNATED -> BANK;
      case INSURER_DESIGNATED -> INSURER;
      case PARK_GOV_INVESTED, SCENIC_3A_PLUS -> PARK;
      case SPORTS_PUBLIC -> SPORTS;
      case EXIT_ENTRY_HALL -> EXIT_ENTRY;
      case EMBASSY_ABROAD -> EMBASSY;
      case HOUSEHOLD_HALL -> HOUSEHOLD;
      case HOUSING_COUNTER -> HOUSING;
    };
  }
}
