package org.goldcard.partners.webhook;

import java.net.URI;
import java.time.Instant;
import org.goldcard.partners.event.CardEvent.Place;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of a partner, and how it stands.
 *
 * @param id its number
 * @param clientId the client it belongs to
 * @param url where events are pushed to
 * @param covers which cards it is told of
 * @param state whether it is told
 * @param reached where in the status log it is
 * @param waiting how many events are not acknowledged yet
 * @param failed how many were given up
 * @param failingSince since when nothing was taken; null while all is well
 * @param lastSuccess when something was taken last; null when never
 * @param problem what went wrong last, in a word; null while all is well
 */
public record Webhook(
    long id,
    String clientId,
    URI url,
    Covers covers,
    State state,
    Place reached,
    long waiting,
    long failed,
    @Nullable Instant failingSince,
    @Nullable Instant lastSuccess,
    @Nullable String problem) {

  /** Which cards a receiver is told of. */
  public enum Covers {
    /** Every card; needs the scope {@code status}. */
    ALL,
    /** Cards that the client issued, or introspected within 190 days. */
    KNOWN
  }

  /** Whether a receiver is told. */
  public enum State {
    /** Yes. */
    ACTIVE,
    /** Not until it is resumed; nothing is lost, for its place in the log is kept. */
    PAUSED,
    /** The same, because nothing was taken for 72 hours. */
    FAILED
  }
}
