package org.goldcard.partners.place;

import java.util.Optional;
import org.goldcard.policy.VenueType;

/** What is where in the venue tree, from memory. Safe from any thread. */
public interface Areas {
  /** The type of a venue; empty for one nobody knows. */
  Optional<VenueType> typeOf(String venue);

  /** Whether a venue is an area or lies in it. */
  boolean isWithin(String venue, String area);

  /** Where a checkpoint is; empty for one nobody knows. */
  Optional<Point> point(String checkpoint);

  /**
   * A checkpoint.
   *
   * @param venue the venue it belongs to
   * @param attended whether staff stand there
   */
  record Point(String venue, boolean attended) {}

  /** Of a node that knows no venue: whoever has to name a place finds none. */
  static Areas none() {
    return new Areas() {
      @Override
      public Optional<VenueType> typeOf(String venue) {
        return Optional.empty();
      }

      @Override
      public boolean isWithin(String venue, String area) {
        return false;
      }

      @Override
      public Optional<Point> point(String checkpoint) {
        return Optional.empty();
      }
    };
  }
}
