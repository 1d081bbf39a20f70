package org.goldcard.venues;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldcard.card.Text;
import org.goldcard.policy.Item;
import org.goldcard.policy.Policy;
import org.goldcard.policy.VenueType;
import org.goldcard.policy.source.Wording;
import org.goldcard.venues.GateRules.CoveredItem;
import org.goldcard.venues.Venue.Onboarding;
import org.jspecify.annotations.Nullable;

/**
 * All venues, as read and found whole by {@link VenuesReader}; immutable. An agreement of an area
 * covers its parts: a gate inside a scenic area never has to argue that it is "another spot".
 */
public final class VenueTree {
  private final Policy policy;
  private final Map<String, Venue> byId = new LinkedHashMap<>();
  private final Map<String, Venue> byName = new HashMap<>();

  VenueTree(List<Venue> venues, Policy policy) {
    this.policy = policy;
    for (Venue venue : venues) {
      byId.put(venue.id(), venue);
      names(venue).forEach(name -> byName.put(name, venue));
    }
  }

  /** A tree without venues: nothing is covered anywhere. */
  public static VenueTree none(Policy policy) {
    return new VenueTree(List.of(), policy);
  }

  /** All venues in the order of the data file. */
  public List<Venue> all() {
    return List.copyOf(byId.values());
  }

  /** Venues that holders are shown. */
  public List<Venue> live() {
    return byId.values().stream().filter(v -> v.onboarding() == Onboarding.LIVE).toList();
  }

  /** Venues of a type. */
  public List<Venue> ofType(VenueType type) {
    return byId.values().stream().filter(v -> v.type() == type).toList();
  }

  /** A venue by its id. */
  public Optional<Venue> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A venue by its id, name in either language, or alias, however typed. */
  public Optional<Venue> find(String text) {
    return Optional.ofNullable(byName.get(Text.fold(text)));
  }

  /** The parts of an area, one level down. */
  public List<Venue> parts(String id) {
    return byId.values().stream().filter(v -> id.equals(v.parent())).toList();
  }

  /** The venue and the areas it lies in, from itself up to the root; empty if unknown. */
  public List<Venue> pathToRoot(String id) {
    List<Venue> path = new ArrayList<>();
    for (Venue venue = byId.get(id); venue != null; venue = parent(venue)) {
      path.add(venue);
    }
    return path;
  }

  /**
   * The agreement that covers a venue on a day: its own, or that of the nearest area around it
   * which has one in force. A place or an area that does not take part cuts off everything above
   * it.
   */
  public Optional<Agreement> agreement(String id, LocalDate day) {
    for (Venue venue : pathToRoot(id)) {
      if (!venue.participates()) {
        return Optional.empty();
      }
      Optional<Agreement> own = venue.agreements().stream().filter(a -> a.inForce(day)).findFirst();
      if (own.isPresent()) {
        return own;
      }
    }
    return Optional.empty();
  }

  /** Whether an item can be had by card at a venue on a day. */
  public boolean covers(String id, String item, LocalDate day) {
    return rulesOn(id, day).flatMap(rules -> rules.item(item)).isPresent();
  }

  /** What the judge of a scan needs to know of a venue on a day; empty if unknown. */
  public Optional<GateRules> rulesOn(String id, LocalDate day) {
    return byId(id).map(venue -> rules(venue, day));
  }

  private GateRules rules(Venue venue, LocalDate day) {
    Agreement agreement = agreement(venue.id(), day).orElse(null);
    List<CoveredItem> items =
        agreement == null
            ? List.of()
            : policy.scannedAt(venue.type()).stream()
                .filter(item -> agreement.items().contains(item.code()))
                .map(item -> covered(item, venue.type()))
                .toList();
    return new GateRules(venue, venue.freeForAll(day), agreement, items);
  }

  private CoveredItem covered(Item item, VenueType type) {
    return new CoveredItem(
        item.code(),
        item.classes(),
        policy.grant(item, type).orElse(Wording.NONE),
        policy.checks(item, type),
        policy.legalBasis(item),
        item.ownIdRequired(),
        item.ticketed(),
        item.maxPersons());
  }

  private @Nullable Venue parent(Venue venue) {
    return venue.parent() == null ? null : byId.get(venue.parent());
  }

  /** Every spelling under which a venue is found, folded. */
  static List<String> names(Venue venue) {
    return Stream.concat(
            Stream.of(venue.id(), venue.name().zh(), venue.name().en()), venue.aliases().stream())
        .map(Text::fold)
        .distinct()
        .toList();
  }
}
