package org.goldcard.token.list;

import java.time.Duration;
import java.time.Instant;

/** A published list whose signature and time are right. Only {@link StatusListReader} makes one. */
public final class VerifiedStatusList {
  private final StatusList list;
  private final Instant issuedAt;
  private final Instant expiresAt;
  private final Duration ttl;

  VerifiedStatusList(StatusList list, Instant issuedAt, Instant expiresAt, Duration ttl) {
    this.list = list;
    this.issuedAt = issuedAt;
    this.expiresAt = expiresAt;
    this.ttl = ttl;
  }

  /** The statuses. */
  public StatusList list() {
    return list;
  }

  /** As of when they were true. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** From when on they prove nothing. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** How long to use it before fetching the next. */
  public Duration ttl() {
    return ttl;
  }
}
