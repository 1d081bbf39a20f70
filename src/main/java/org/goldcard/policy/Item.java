package org.goldcard.policy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.source.Wording;
import org.jspecify.annotations.Nullable;

/**
 * One of the 32 benefits.
 *
 * @param code stable, such as {@code TOURISM_FITNESS.FREE_ENTRY}
 * @param article 4 to 21
 * @param classes who is entitled
 * @param conditions what a reviewer confirms besides
 * @param mode how it is had
 * @param initiator who sets it going
 * @param scanned whether the card is scanned for it
 * @param venueTypes where it is used or applied for
 * @param checks what is checked there, in order
 * @param beneficiaries whom it is for
 * @param benefit the article's words and their English; for pages, never for a gate
 * @param grants per place of scanning, what is granted, in words for the gate
 * @param term the years a permit or visa runs; null where the text names none
 * @param multipleEntry whether the text promises 多次入境
 * @param careTier 一类 or 二类 (article 12); empty elsewhere
 */
public record Item(
    String code,
    int article,
    Set<TalentClass> classes,
    Set<Condition> conditions,
    ServiceMode mode,
    Initiator initiator,
    boolean scanned,
    Set<VenueType> venueTypes,
    Set<StaffCheck> checks,
    List<Beneficiary> beneficiaries,
    Wording benefit,
    Map<VenueType, Wording> grants,
    @Nullable Years term,
    boolean multipleEntry,
    Wording careTier) {

  /**
   * A span of years.
   *
   * @param min at least
   * @param max at most
   */
  public record Years(int min, int max) {}

  /** Copies the collections, keeping their order. */
  public Item {
    classes = ordered(classes);
    conditions = ordered(conditions);
    venueTypes = ordered(venueTypes);
    checks = ordered(checks);
    beneficiaries = List.copyOf(beneficiaries);
    grants = Map.copyOf(grants);
  }

  /** Whether a class is entitled. */
  public boolean entitles(TalentClass talentClass) {
    return classes.contains(talentClass);
  }

  /** Whether it is used or applied for at such a place. */
  public boolean usableAt(VenueType type) {
    return venueTypes.contains(type);
  }

  /** Whether the card is scanned for it at such a place. */
  public boolean scannedAt(VenueType type) {
    return scanned && usableAt(type);
  }

  /** Whether the holder's own identity document must be seen (articles 16, 19, 20, 25(1)). */
  public boolean ownIdRequired() {
    return checks.contains(StaffCheck.OWN_ID) || checks.contains(StaffCheck.OWN_TRAVEL_DOC);
  }

  /** Whether a ticket of the same day and the same service belongs to it (article 19). */
  public boolean ticketed() {
    return checks.contains(StaffCheck.TICKET_SAME_DAY_SAME_SERVICE);
  }

  /** How many may pass on one scan: the holder and the companions of article 19. */
  public int maxPersons() {
    return 1
        + beneficiaries.stream()
            .filter(b -> b.kind() == Beneficiary.Kind.COMPANION)
            .mapToInt(b -> Objects.requireNonNullElse(b.max(), 0))
            .sum();
  }

  private static <E> Set<E> ordered(Set<E> set) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }
}
