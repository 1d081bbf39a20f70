package org.goldcard.partners;

import org.jspecify.annotations.Nullable;

/**
 * What a client shows at the token endpoint: a secret or an assertion, never both.
 *
 * @param clientId who it says it is; null where only the assertion says so
 * @param secret the secret; null with an assertion
 * @param assertion the assertion (RFC 7523); null with a secret
 */
public record Proof(
    @Nullable String clientId, @Nullable String secret, @Nullable String assertion) {
  /** A client with its secret. */
  public static Proof secret(String clientId, String secret) {
    return new Proof(clientId, secret, null);
  }

  /** An assertion, and who shows it where that is said beside it (RFC 7521 section 4.2). */
  public static Proof assertion(@Nullable String clientId, String assertion) {
    return new Proof(clientId, null, assertion);
  }
}
