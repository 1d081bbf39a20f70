package org.goldcard.venues;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.Check;
import org.goldcard.policy.source.Wording;

/**
 * All that judging a scan at one venue on one day needs to know of the place.
 *
 * @param venue the place
 * @param freeForAll whether nobody needs a card today
 * @param items what may be granted today; empty where no agreement covers the place
 */
public record GateRules(Venue venue, boolean freeForAll, List<CoveredItem> items) {
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
   * @param agreementNumber the agreement that covers the place today, its own or from above
   * @param exclusions as that agreement records them; may be empty
   * @param maxPersons how many pass on one scan
   * @param limitsVisits whether that agreement limits repeat visits of a day
   */
  public record CoveredItem(
      String code,
      Set<TalentClass> classes,
      Wording grant,
      List<Check> checks,
      Wording legalBasis,
      String agreementNumber,
      Wording exclusions,
      int maxPersons,
      boolean limitsVisits) {
    /** Copies the collections. */
    public CoveredItem {
      classes = Set.copyOf(classes);
      checks = List.copyOf(checks);
    }
  }
}
