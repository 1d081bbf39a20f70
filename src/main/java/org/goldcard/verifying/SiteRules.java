package org.goldcard.verifying;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.jspecify.annotations.Nullable;

/**
 * What a venue grants and demands at one moment, ready for judging.
 *
 * @param venueId the venue
 * @param freeForAll nobody needs a ticket here
 * @param items what the venue's agreement covers today, first choice first; empty when it covers
 *     nothing
 * @param staticPasses whether a pass (not only a live code) is accepted, with the ID
 * @param numberLookup whether card and ID numbers may be typed here
 * @param visits how visits of one day are treated
 * @param staleness the oldest list on which VALID may be said
 * @param closedWhenStale past that age: closed, instead of amber and by hand
 */
public record SiteRules(
    String venueId,
    boolean freeForAll,
    List<Item> items,
    boolean staticPasses,
    boolean numberLookup,
    Visits visits,
    Duration staleness,
    boolean closedWhenStale) {

  /** Copies the items. */
  public SiteRules {
    items = List.copyOf(items);
  }

  /** The same rules with none but these items. */
  public SiteRules only(Set<String> codes) {
    return new SiteRules(
        venueId,
        freeForAll,
        items.stream().filter(item -> codes.contains(item.code())).toList(),
        staticPasses,
        numberLookup,
        visits,
        staleness,
        closedWhenStale);
  }

  private static final Set<String> BY_READER = Set.of("CARD_LIVE_SCAN", "OWN_ID", "OWN_TRAVEL_DOC");

  /** How visits of one day are treated. */
  public enum Visits {
    /** Not counted, as at a hospital desk. */
    NOT_COUNTED,
    /** Counted and shown, green. */
    COUNTED,
    /** Counted, and amber from the second one on: the agreement limits visits. */
    LIMITED
  }

  /**
   * One benefit item at this venue.
   *
   * @param code as in the rulebook, such as {@code TOURISM_FITNESS.FREE_ENTRY}
   * @param benefit what is granted
   * @param legalBasis document and article
   * @param classes for whom
   * @param checks what staff must check, in order
   * @param ownIdRequired whether the holder's own identity document must be seen (articles 19, 20,
   *     25(1))
   * @param maxPersons the holder and how many companions, at most
   * @param ticketed whether a ticket of the same day and service belongs to it (article 19)
   * @param agreementNo the agreement a guard can point to; null without one
   * @param exclusions what the agreement records as not included; null when it records nothing
   */
  public record Item(
      String code,
      Phrase benefit,
      String legalBasis,
      Set<TalentClass> classes,
      List<Check> checks,
      boolean ownIdRequired,
      int maxPersons,
      boolean ticketed,
      @Nullable String agreementNo,
      @Nullable Phrase exclusions) {
    /** Copies the collections. */
    public Item {
      classes = Set.copyOf(classes);
      checks = List.copyOf(checks);
      if (maxPersons < 1) {
        throw new IllegalArgumentException("maxPersons: below 1");
      }
    }

    /**
     * Whether a reader that knows the holder's own document leaves staff nothing to check. Where a
     * ticket or goods are looked at besides, no machine opens by itself.
     */
    public boolean asksForIdAlone() {
      return checks.stream().allMatch(check -> BY_READER.contains(check.code()));
    }
  }

  /**
   * One thing staff must check.
   *
   * @param code stable
   * @param text what the screen says
   */
  public record Check(String code, Phrase text) {}

  /**
   * A sentence in both languages.
   *
   * @param zh Chinese
   * @param en English
   */
  public record Phrase(String zh, String en) {}
}
