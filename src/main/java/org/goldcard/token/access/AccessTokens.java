package org.goldcard.token.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/** Signs access tokens (RFC 9068) that live ten minutes. Safe from any thread; never blocks. */
public final class AccessTokens {
  private final JwsSigner signer;
  private final Issuer issuer;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Signs for an issuer; {@code random} must be cryptographically strong. */
  public AccessTokens(
      JwsSigner signer, Issuer issuer, InstantSource clock, RandomGenerator random) {
    this.signer = signer;
    this.issuer = issuer;
    this.clock = clock;
    this.random = random;
  }

  /** A token for a grant, from now on, for the longest life it may have. */
  public SignedText issue(AccessGrant grant) {
    return issue(grant, Instant.MAX);
  }

  /** A token for a grant that ends no later than a moment, and no later than tokens may live. */
  public SignedText issue(AccessGrant grant, Instant notAfter) {
    Instant now = clock.instant();
    Instant longest = now.plus(TokenKind.ACCESS.longestLife());
    byte[] id = new byte[16];
    random.nextBytes(id);
    ClaimsWriter claims =
        new ClaimsWriter()
            .text("iss", issuer.uri())
            .text("sub", grant.clientId())
            .text("client_id", grant.clientId())
            .text("aud", issuer.uri())
            .time("iat", now)
            .time("exp", longest.isBefore(notAfter) ? longest : notAfter)
            .text("jti", Base64Url.encode(id))
            .text("scope", grant.scope());
    if (grant.version() > 0) {
      claims.number("ver", grant.version());
    }
    if (grant.venue() != null) {
      claims.text("venue", grant.venue());
    }
    if (grant.checkpoint() != null) {
      claims.text("checkpoint", grant.checkpoint());
    }
    if (grant.attended()) {
      claims.flag("attended");
    }
    return signer.sign(TokenKind.ACCESS, claims.json());
  }
}
