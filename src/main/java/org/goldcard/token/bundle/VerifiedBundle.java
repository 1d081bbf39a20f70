package org.goldcard.token.bundle;

import java.time.Instant;
import org.goldcard.token.json.JsonTree;

/**
 * An offline bundle whose signature, issuer and addressee are right. Only {@link BundleReader}
 * makes one. Whether it may still be used is judged at each scan.
 */
public final class VerifiedBundle {
  private final String kid;
  private final Instant issuedAt;
  private final Instant expiresAt;
  private final JsonTree content;

  VerifiedBundle(String kid, Instant issuedAt, Instant expiresAt, JsonTree content) {
    this.kid = kid;
    this.issuedAt = issuedAt;
    this.expiresAt = expiresAt;
    this.content = content;
  }

  /** The key that signed it. */
  public String kid() {
    return kid;
  }

  /** When it was signed, by the server's clock. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** From when on nothing may be judged by it. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** All its claims. */
  public JsonTree content() {
    return content;
  }
}
