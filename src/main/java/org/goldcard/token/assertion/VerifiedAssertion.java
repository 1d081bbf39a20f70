package org.goldcard.token.assertion;

import java.time.Instant;

/** An assertion whose signature and claims are right. Only {@link AssertionReader} makes one. */
public final class VerifiedAssertion {
  private final String clientId;
  private final String kid;
  private final String id;
  private final Instant until;

  VerifiedAssertion(String clientId, String kid, String id, Instant until) {
    this.clientId = clientId;
    this.kid = kid;
    this.id = id;
    this.until = until;
  }

  /** Who signed it. */
  public String clientId() {
    return clientId;
  }

  /** Which of the client's keys signed it. */
  public String kid() {
    return kid;
  }

  /** Its {@code jti}: unique, so that it is used once. */
  public String id() {
    return id;
  }

  /** The first moment at which it could not be used again anyway. */
  public Instant until() {
    return until;
  }
}
