package org.goldcard.partners;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says about the client that carries it: enough to judge a request without
 * asking the registry.
 *
 * @param clientId the client
 * @param scopes what it may do with this token
 * @param venueId the venue it scans for; null when it scans nowhere
 * @param checkpoint the entrance or desk; null when it scans nowhere
 * @param attended whether a person stands beside it
 * @param expiresAt when the token ends
 * @param version which registration of the client granted it; 0 where none did
 */
public record Access(
    String clientId,
    Set<Scope> scopes,
    @Nullable String venueId,
    @Nullable String checkpoint,
    boolean attended,
    Instant expiresAt,
    int version) {
  /** Copies the scopes. */
  public Access {
    scopes = Set.copyOf(scopes);
  }

  /** An access that no registration granted. */
  public Access(
      String clientId,
      Set<Scope> scopes,
      @Nullable String venueId,
      @Nullable String checkpoint,
      boolean attended,
      Instant expiresAt) {
    this(clientId, scopes, venueId, checkpoint, attended, expiresAt, 0);
  }
}
