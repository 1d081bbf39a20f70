package org.goldcard.partners;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.GrantAnswer.Denial;
import org.goldcard.token.secret.Secrets;

/**
 * Gives a client access for its credentials (RFC 6749 section 4.4). An unknown client, a wrong
 * secret and an ended credential are answered alike, and cost the same.
 */
public final class GrantAccess {
  /** The hash of no secret: compared with when there is no client. */
  private static final String NOBODY = "A".repeat(43);

  private final ClientRegistry clients;
  private final Duration life;
  private final InstantSource clock;

  /**
   * Grants over a registry.
   *
   * @param life how long an access lasts at most; the credential's own end comes first
   */
  public GrantAccess(ClientRegistry clients, Duration life, InstantSource clock) {
    this.clients = clients;
    this.life = life;
    this.clock = clock;
  }

  /**
   * Authenticates and grants.
   *
   * @param requested the scopes asked for, separated by single spaces (RFC 6749 section 3.3); empty
   *     for all the client has
   */
  public Future<GrantAnswer> grant(String clientId, String secret, String requested) {
    return clients.find(clientId).map(found -> decide(found, secret, requested));
  }

  private GrantAnswer decide(Optional<Registration> found, String secret, String requested) {
    Instant now = clock.instant();
    String hash = found.map(Registration::secretHash).orElse(NOBODY);
    boolean known = Secrets.matches(secret, hash);
    Client client = found.map(Registration::client).orElse(null);
    if (!known || client == null || hasEnded(client, now)) {
      return new GrantAnswer.Denied(Denial.INVALID_CLIENT);
    }
    return chosen(client, requested)
        .map(scopes -> access(client, scopes, now, found.get().version()))
        .<GrantAnswer>map(GrantAnswer.Granted::new)
        .orElseGet(() -> new GrantAnswer.Denied(Denial.INVALID_SCOPE));
  }

  private static boolean hasEnded(Client client, Instant now) {
    Instant end = client.expiresAt();
    return end != null && !now.isBefore(end);
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

  private Access access(Client client, Set<Scope> scopes, Instant now, int version) {
    Instant end = now.plus(life);
    Instant own = client.expiresAt();
    Instant expiresAt = own != null && own.isBefore(end) ? own : end;
    return new Access(
        client.id(),
        scopes,
        client.venueId(),
        client.checkpoint(),
        client.attended(),
        expiresAt,
        version);
  }
}
