package org.goldcard.wiring;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.access.VerifiedAccess;
import org.goldcard.token.jws.SignedText;

/**
 * What partners are granted, as access tokens. The signature of a token is checked once and
 * remembered by {@link AccessReader}; its time, its key and whether its client may still act are
 * checked on every reading. Safe from any thread; never blocks.
 */
public final class BearerTokens implements org.goldcard.web.AccessTokens {
  /** By what tokens say; there are as many as ways in which the service ever signed scopes. */
  private static final Map<Set<String>, Set<Scope>> KNOWN = new ConcurrentHashMap<>();

  private final AccessTokens signer;
  private final AccessReader reader;
  private final Predicate<Access> stillActive;

  /**
   * Signs by one and reads by the other.
   *
   * @param stillActive whether the client of a genuine token may still act; asked on every reading,
   *     so it must answer from memory
   */
  public BearerTokens(AccessTokens signer, AccessReader reader, Predicate<Access> stillActive) {
    this.signer = signer;
    this.reader = reader;
    this.stillActive = stillActive;
  }

  @Override
  public String sign(Access access) {
    Set<String> scopes =
        access.scopes().stream().map(Scope::text).collect(Collectors.toUnmodifiableSet());
    AccessGrant grant =
        new AccessGrant(
            access.clientId(),
            scopes,
            access.venueId(),
            access.checkpoint(),
            access.attended(),
            access.version());
    return signer.issue(grant, access.expiresAt()).text();
  }

  @Override
  public Optional<Access> remembered(String token) {
    return reader.remembered(new SignedText(token)).map(BearerTokens::access).filter(stillActive);
  }

  @Override
  public Optional<String> claimed(String token) {
    return reader.claimed(new SignedText(token)).filter(this::mayAct);
  }

  /** Whether a client may act at all, whatever its token says of it. */
  private boolean mayAct(String client) {
    Access any = new Access(client, Set.of(), null, null, false, Instant.MAX, Integer.MAX_VALUE);
    return stillActive.test(any);
  }

  @Override
  public Optional<Access> read(String token) {
    return reader.read(new SignedText(token)).token().map(BearerTokens::access).filter(stillActive);
  }

  private static Access access(VerifiedAccess verified) {
    AccessGrant grant = verified.grant();
    return new Access(
        grant.clientId(),
        KNOWN.computeIfAbsent(grant.scopes(), BearerTokens::scopes),
        grant.venue(),
        grant.checkpoint(),
        grant.attended(),
        verified.expiresAt(),
        grant.version());
  }

  /** A scope this version does not know grants nothing. */
  private static Set<Scope> scopes(Set<String> texts) {
    return Stream.of(Scope.values())
        .filter(scope -> texts.contains(scope.text()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
