package org.goldcard.token.access;

import java.time.Instant;

/**
 * A caller's access token whose signature and time are right. Only {@link AccessReader} makes one.
 */
public final class VerifiedAccess {
  private final String kid;
  private final String id;
  private final AccessGrant grant;
  private final Instant issuedAt;
  private final Instant expiresAt;

  VerifiedAccess(String kid, String id, AccessGrant grant, Instant issuedAt, Instant expiresAt) {
    this.kid = kid;
    this.id = id;
    this.grant = grant;
    this.issuedAt = issuedAt;
    this.expiresAt = expiresAt;
  }

  /** The key that signed it. */
  public String kid() {
    return kid;
  }

  /** Its {@code jti}. */
  public String id() {
    return id;
  }

  /** Who calls, and what they may do. */
  public AccessGrant grant() {
    return grant;
  }

  /** When it was signed. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** The first moment at which it no longer counts. */
  public Instant expiresAt() {
    return expiresAt;
  }
}
