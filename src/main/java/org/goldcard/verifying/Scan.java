package org.goldcard.verifying;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner asks.
 *
 * @param code what was read or typed: a live code, a pass, a card number, an ID number
 * @param item the benefit item; null for the venue's first one that covers the holder
 * @param companions how many people come along, 0 or more
 * @param documentTail the last characters of the document an ID reader read; null without a reader
 * @param ticket the ticket shown; null when none was given
 * @param requestId the scanner's own name for this request, unique per credential
 * @param minRev the revision the answer must not be older than; null for any
 * @param scanner who asks
 */
public record Scan(
    String code,
    @Nullable String item,
    int companions,
    @Nullable String documentTail,
    @Nullable Ticket ticket,
    String requestId,
    @Nullable Long minRev,
    Scanner scanner) {

  /**
   * Who asks.
   *
   * @param clientId the credential
   * @param venueId its venue
   * @param checkpoint its entrance or desk
   * @param attended whether staff stand beside it
   * @param items the items it may verify there; null for all that the venue has
   */
  public record Scanner(
      String clientId,
      String venueId,
      String checkpoint,
      boolean attended,
      @Nullable Set<String> items) {
    /** Copies the items. */
    public Scanner {
      items = items == null ? null : Set.copyOf(items);
    }

    /** Who asks for any item. */
    public Scanner(String clientId, String venueId, String checkpoint, boolean attended) {
      this(clientId, venueId, checkpoint, attended, null);
    }

    /** What a venue grants and demands of this scanner's items. */
    public SiteRules of(SiteRules rules) {
      return items == null ? rules : rules.only(items);
    }
  }

  /**
   * A ticket for a flight or train (article 19), matched by its own date and number.
   *
   * @param service flight or train number
   * @param scheduledAt the scheduled departure
   * @param delayed whether the operator shows it as delayed: then it counts until the actual
   *     departure
   */
  public record Ticket(String service, Instant scheduledAt, boolean delayed) {}
}
