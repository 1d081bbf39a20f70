package org.goldcard.partners.event;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.goldcard.partners.event.CardEvent.Place;

/**
 * Reads the changes of cards out of the status log of record. Safe from any thread; a lost database
 * is a failed future.
 */
public interface CardChanges {
  /** Where the log ends. */
  Future<Place> head();

  /**
   * The changes of cards after a place, in order.
   *
   * @param looked how many entries of the log are looked at, at most; not all are about cards
   */
  Future<Page> after(Place place, int looked);

  /** Which of these cards a client issued, by number. */
  Future<Set<String>> issuedBy(String clientId, Set<String> numbers);

  /**
   * A part of the log.
   *
   * @param events the changes of cards in it
   * @param reached where it ends; the place asked for when nothing came after it
   * @param more whether the log goes on
   */
  record Page(List<CardEvent> events, Place reached, boolean more) {
    /** Copies the events. */
    public Page {
      events = List.copyOf(events);
    }
  }
}
