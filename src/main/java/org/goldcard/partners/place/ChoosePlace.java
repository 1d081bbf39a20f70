package org.goldcard.partners.place;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.goldcard.partners.Access;
import org.goldcard.partners.terms.PlaceKind;
import org.goldcard.partners.terms.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a request scans. The place is that of the credential; only the client of an area says
 * at which of its venues or checkpoints it is. Another client's venue and one that does not exist
 * are refused alike. From memory; safe from any thread.
 */
public final class ChoosePlace {
  private final Areas areas;

  /** Chooses within these areas. */
  public ChoosePlace(Areas areas) {
    this.areas = areas;
  }

  /**
   * Chooses.
   *
   * @param venue the venue the request names; null for none
   * @param checkpoint the checkpoint it names; null for none
   */
  public Choice choose(Access access, @Nullable String venue, @Nullable String checkpoint) {
    String own = access.venueId();
    if (own == null) {
      return Choice.refused(Refusal.NO_VENUE);
    }
    Optional<Place> place =
        access.terms().area()
            ? inArea(own, venue, checkpoint)
            : own(access, own, venue, checkpoint);
    if (place.isEmpty()) {
      boolean silent = access.terms().area() && venue == null && checkpoint == null;
      return Choice.refused(silent ? Refusal.UNNAMED : Refusal.ELSEWHERE);
    }
    return access.reach().isAll() ? Choice.of(place.get()) : reached(place.get(), access.reach());
  }

  private static Optional<Place> own(
      Access access, String own, @Nullable String venue, @Nullable String checkpoint) {
    String point = access.checkpoint() == null ? own : access.checkpoint();
    boolean same =
        (venue == null || venue.equals(own)) && (checkpoint == null || checkpoint.equals(point));
    return same ? Optional.of(new Place(own, point, access.attended(), null)) : Optional.empty();
  }

  /** A venue without a checkpoint counts as unattended: its gates could not be told apart. */
  private Optional<Place> inArea(String area, @Nullable String venue, @Nullable String checkpoint) {
    if (checkpoint != null) {
      return areas
          .point(checkpoint)
          .filter(point -> venue == null || venue.equals(point.venue()))
          .filter(point -> areas.isWithin(point.venue(), area))
          .map(point -> new Place(point.venue(), checkpoint, point.attended(), null));
    }
    return Optional.ofNullable(venue)
        .filter(named -> areas.isWithin(named, area))
        .map(named -> new Place(named, named, false, null));
  }

  private Choice reached(Place place, Reach reach) {
    PlaceKind kind = areas.typeOf(place.venue()).map(PlaceKind::of).orElse(null);
    if (kind != null && reach.kinds().contains(kind)) {
      return Choice.of(place);
    }
    Set<String> items = reach.items();
    return items.isEmpty()
        ? Choice.refused(Refusal.BEYOND_REACH)
        : Choice.of(new Place(place.venue(), place.checkpoint(), place.attended(), items));
  }

  /** Why a request has no place. */
  public enum Refusal {
    /** The client scans nowhere. */
    NO_VENUE,
    /** The client of an area named no place. */
    UNNAMED,
    /** The place is not the client's, or there is none of that name. */
    ELSEWHERE,
    /** None of the client's scopes covers a place of this kind. */
    BEYOND_REACH
  }

  /** A place, or why there is none. */
  public static final class Choice {
    private final @Nullable Place place;
    private final Refusal refusal;

    private Choice(@Nullable Place place, Refusal refusal) {
      this.place = place;
      this.refusal = refusal;
    }

    static Choice of(Place place) {
      return new Choice(place, Refusal.NO_VENUE);
    }

    static Choice refused(Refusal refusal) {
      return new Choice(null, refusal);
    }

    /** One of the two, as one result. */
    public <R> R fold(Function<Place, R> onPlace, Function<Refusal, R> onRefusal) {
      return place == null ? onRefusal.apply(refusal) : onPlace.apply(place);
    }
  }
}
