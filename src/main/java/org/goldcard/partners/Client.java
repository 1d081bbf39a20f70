package org.goldcard.partners;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partner system or scanner that may call the API.
 *
 * @param id its OAuth 2.0 client identifier
 * @param name what people call it
 * @param scopes what it may do at most
 * @param venueId the venue it scans for; null when it scans nowhere
 * @param checkpoint the entrance or desk; null when it scans nowhere
 * @param attended whether a person stands beside it, so that a second beep of one code repeats the
 *     answer
 * @param expiresAt when its credentials end; null when they do not
 */
public record Client(
    String id,
    String name,
    Set<Scope> scopes,
    @Nullable String venueId,
    @Nullable String checkpoint,
    boolean attended,
    @Nullable Instant expiresAt) {
  /** Copies the scopes. */
  public Client {
    scopes = Set.copyOf(scopes);
  }
}
