package org.goldcard.partners;

import java.time.Instant;
import java.util.Set;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;
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
 * @param reach what it may verify with this token
 * @param terms on which terms its client works now, whatever the token says
 */
public record Access(
    String clientId,
    Set<Scope> scopes,
    @Nullable String venueId,
    @Nullable String checkpoint,
    boolean attended,
    Instant expiresAt,
    int version,
    Reach reach,
    Terms terms) {
  /** Copies the scopes. */
  public Access {
    scopes = Set.copyOf(scopes);
  }

  /** An access on no particular terms. */
  public Access(
      String clientId,
      Set<Scope> scopes,
      @Nullable String venueId,
      @Nullable String checkpoint,
      boolean attended,
      Instant expiresAt,
      int version) {
    this(
        clientId, scopes, venueId, checkpoint, attended, expiresAt, version, Reach.ALL, Terms.NONE);
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

  /** The same with a reach. */
  public Access reaching(Reach other) {
    return new Access(
        clientId, scopes, venueId, checkpoint, attended, expiresAt, version, other, terms);
  }

  /** The same on the terms of its client. */
  public Access under(Terms of) {
    return new Access(
        clientId, scopes, venueId, checkpoint, attended, expiresAt, version, reach, of);
  }

  /** Every scope as it stands in a token, in the order of the alphabet. */
  public Set<String> scopeTexts() {
    return Scope.texts(scopes, reach);
  }
}
