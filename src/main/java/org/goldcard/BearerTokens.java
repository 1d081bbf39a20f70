package org.goldcard;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.access.VerifiedAccess;
import org.goldcard.token.jws.SignedText;

/** What partners are granted, as access tokens. Safe from any thread. */
public final class BearerTokens implements org.goldcard.web.AccessTokens {
  private final AccessTokens signer;
  private final AccessReader reader;

  /** Signs by one and reads by the other. */
  public BearerTokens(AccessTokens signer, AccessReader reader) {
    this.signer = signer;
    this.reader = reader;
  }

  @Override
  public String sign(Access access) {
    Set<String> scopes =
        access.scopes().stream().map(Scope::text).collect(Collectors.toUnmodifiableSet());
    AccessGrant grant =
        new AccessGrant(
            access.clientId(), scopes, access.venueId(), access.checkpoint(), access.attended());
    return signer.issue(grant, access.expiresAt()).text();
  }

  @Override
  public Optional<Access> read(String token) {
    return reader.read(new SignedText(token)).token().map(BearerTokens::access);
  }

  /** A scope this version does not know grants nothing. */
  private static Access access(VerifiedAccess verified) {
    AccessGrant grant = verified.grant();
    Set<Scope> scopes =
        grant.scopes().stream()
            .flatMap(text -> Scope.parse(text).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Access(
        grant.clientId(),
        scopes,
        grant.venue(),
        grant.checkpoint(),
        grant.attended(),
        verified.expiresAt());
  }
}
