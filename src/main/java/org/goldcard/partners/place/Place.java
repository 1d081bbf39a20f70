package org.goldcard.partners.place;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place a client scans at.
 *
 * @param venue the venue
 * @param checkpoint the entrance or desk; the venue's own name where none is known
 * @param attended whether staff stand there
 * @param items the items it may verify there; null for all of them
 */
public record Place(
    String venue, String checkpoint, boolean attended, @Nullable Set<String> items) {
  /** Copies the items. */
  public Place {
    items = items == null ? null : Set.copyOf(items);
  }
}
