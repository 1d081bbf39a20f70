package org.goldcard.partners;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.GrantAnswer.Denial;
import org.goldcard.partners.ProveClient.Proven;
import org.jspecify.annotations.Nullable;

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
   * @param caller from where; null where that cannot be known
   */
  public Future<GrantAnswer> grant(Proof proof, String requested, @Nullable InetAddress caller) {
    return proofs
        .prove(proof)
        .map(
            found ->
                found
                    .map(proven -> decide(proven, requested, caller))
                    .orElseGet(() -> new GrantAnswer.Denied(Denial.INVALID_CLIENT)));
  }

  private GrantAnswer decide(Proven proven, String requested, @Nullable InetAddress caller) {
    Client client = proven.registration().client();
    if (!client.terms().isFromAnywhere() && (caller == null || !client.terms().allows(caller))) {
      return new GrantAnswer.Denied(Denial.WRONG_ADDRESS);
    }
    return chosen(client, requested)
        .<GrantAnswer>map(scopes -> new GrantAnswer.Granted(access(proven, scopes)))
        .orElseGet(() -> new GrantAnswer.Denied(Denial.INVALID_SCOPE));
  }

  /** Whatever a client of the sandbox asks for, it is told that it is there. */
  private static Optional<Scopes> chosen(Client client, String requested) {
    Scopes own = new Scopes(client.scopes(), client.terms().reach());
    if (requested.isEmpty()) {
      return client.scopes().isEmpty() ? Optional.empty() : Optional.of(own);
    }
    return Scopes.parse(List.of(requested.split(" ", -1)))
        .filter(own::cover)
        .map(scopes -> client.terms().sandbox() ? inSandbox(scopes) : scopes);
  }

  private static Scopes inSandbox(Scopes scopes) {
    Set<Scope> all = EnumSet.of(Scope.SANDBOX);
    all.addAll(scopes.all());
    return new Scopes(all, scopes.reach());
  }

  private Access access(Proven proven, Scopes scopes) {
    Client client = proven.registration().client();
    Instant longest = clock.instant().plus(life);
    Instant own = proven.endsAt();
    return new Access(
        client.id(),
        scopes.all(),
        client.venueId(),
        client.checkpoint(),
        client.attended(),
        own != null && own.isBefore(longest) ? own : longest,
        proven.registration().version(),
        scopes.reach(),
        client.terms());
  }
}
