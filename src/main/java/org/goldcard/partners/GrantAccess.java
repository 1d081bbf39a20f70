package org.goldcard.partners;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.GrantAnswer.Denial;
import org.goldcard.partners.ProveClient.Proven;

/**
 * Gives a client access for its credentials (RFC 6749 section 4.4). An unknown client, a wrong
 * secret and an ended credential are answered alike, and cost the same.
 */
public final class GrantAccess {
  private final ProveClient proofs;
  private final Duration life;
  private final InstantSource clock;

  /**
   * Grants to clients that prove themselves.
   *
   * @param life how long an access lasts at most; the credential's own end comes first
   */
  public GrantAccess(ProveClient proofs, Duration life, InstantSource clock) {
    this.proofs = proofs;
    this.life = life;
    this.clock = clock;
  }

  /**
   * Authenticates and grants.
   *
   * @param requested the scopes asked for, separated by single spaces (RFC 6749 section 3.3); empty
   *     for all the client has
   */
  public Future<GrantAnswer> grant(Proof proof, String requested) {
    return proofs
        .prove(proof)
        .map(
            found ->
                found
                    .map(proven -> decide(proven, requested))
                    .orElseGet(() -> new GrantAnswer.Denied(Denial.INVALID_CLIENT)));
  }

  private GrantAnswer decide(Proven proven, String requested) {
    return chosen(proven.registration().client(), requested)
        .<GrantAnswer>map(scopes -> new GrantAnswer.Granted(access(proven, scopes)))
        .orElseGet(() -> new GrantAnswer.Denied(Denial.INVALID_SCOPE));
  }

  private static Optional<Set<Scope>> chosen(Client client, String requested) {
    if (requested.isEmpty()) {
      return client.scopes().isEmpty() ? Optional.empty() : Optional.of(client.scopes());
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    boolean all =
        Arrays.stream(requested.split(" ", -1))
            .map(Scope::parse)
            .allMatch(
                scope -> scope.filter(client.scopes()::contains).map(scopes::add).isPresent());
    return all ? Optional.of(scopes) : Optional.empty();
  }

  private Access access(Proven proven, Set<Scope> scopes) {
    Client client = proven.registration().client();
    Instant longest = clock.instant().plus(life);
    Instant own = proven.endsAt();
    return new Access(
        client.id(),
        scopes,
        client.venueId(),
        client.checkpoint(),
        client.attended(),
        own != null && own.isBefore(longest) ? own : longest,
        proven.registration().version());
  }
}
