package org.goldcard.token.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/**
 * Signs offline bundles with the answer key, each for the one client that asked. A large one takes
 * milliseconds: call it on a worker.
 */
public final class BundleTokens {
  /** How long a bundle may be used without a network. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** How long a file for a closed network may be used. */
  public static final Duration FILE_LIFE = Duration.ofHours(36);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JwsSigner signer;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Signs for an issuer. */
  public BundleTokens(JwsSigner signer, Issuer issuer, InstantSource clock) {
    this.signer = signer;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * The signed bundle of a client.
   *
   * @param clientId whom it is for: the claim {@code aud}
   * @param life {@link #LIFE} or {@link #FILE_LIFE}
   * @param content the other claims
   */
  public SignedText sign(String clientId, Duration life, ObjectNode content) {
    if (life.compareTo(TokenKind.BUNDLE.longestLife()) > 0) {
      throw new IllegalArgumentException("life: longer than a bundle may live");
    }
    Instant now = clock.instant();
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", issuer.uri()).put("aud", clientId);
    claims.put("iat", now.getEpochSecond()).put("exp", now.plus(life).getEpochSecond());
    claims.setAll(content);
    try {
      return signer.sign(TokenKind.BUNDLE, JSON.writeValueAsBytes(claims));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }
}
