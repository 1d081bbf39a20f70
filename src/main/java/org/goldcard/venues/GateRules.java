package org.goldcard.venues;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.Check;
import org.goldcard.policy.source.Wording;
import org.jspecify.annotations.Nullable;

/**
 * All that judging a scan at one venue on one day needs to know of the place.
 *
 * @param venue the place
 * @param freeForAll whether nobody needs a card today
 * @param agreement what covers the place today, its own or from above; null where nothing does. Its
 *     number, exclusions and limit of visits are those of the gate
 * @param items what may be granted today, in the order of the articles; empty without an agreement
 */
public record GateRules(
    Venue venue, boolean freeForAll, @Nullable Agreement agreement, List<CoveredItem> items) {
  /** Copies the items. */
  public GateRules {
    items = List.copyOf(items);
  }

  /** One of the items by its code. */
  public Optional<CoveredItem> item(String code) {
    return items.stream().filter(i -> i.code().equals(code)).findFirst();
  }

  /** How strict scanning is here. */
  public SitePolicy site() {
    return venue.site();
  }

  /**
   * One item as it stands at this venue today.
   *
   * @param code such as {@code TOURISM_FITNESS.FREE_ENTRY}
   * @param classes who is entitled
   * @param grant what is granted, in words for the gate
   * @param checks what staff must still check, in order
   * @param legalBasis document and article
   * @param ownIdRequired whether the holder's own identity document must be seen
   * @param ticketed whether a ticket of the same day and the same service belongs to it
   * @param maxPersons how many pass on one scan
   */
  public record CoveredItem(
      String code,
      Set<TalentClass> classes,
      Wording grant,
      List<Check> checks,
      Wording legalBasis,
      boolean ownIdRequired,
      boolean ticketed,
      int maxPersons) {
    /** Copies the collections. */
    public CoveredItem {
      classes = Set.copyOf(classes);
      checks = List.copyOf(checks);
    }
  }
}
