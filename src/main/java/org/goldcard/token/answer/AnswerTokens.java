package org.goldcard.token.answer;

import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/** Signs answers with the answer key. Safe from any thread; never blocks. */
public final class AnswerTokens {
  private final JwsSigner signer;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Signs for an issuer. */
  public AnswerTokens(JwsSigner signer, Issuer issuer, InstantSource clock) {
    this.signer = signer;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * A signed introspection answer (RFC 9701 section 5): {@code iss}, {@code aud}, {@code iat} and
   * the answer itself, with no {@code sub} and no {@code exp} beside it, so that nobody takes it
   * for an access token (section 8.1).
   *
   * @param audience the client that asked
   * @param answer the whole unsigned answer, a JSON object in UTF-8
   */
  public SignedText introspection(String audience, byte[] answer) {
    ClaimsWriter claims = opened(audience, clock.instant()).object("token_introspection", answer);
    return signer.sign(TokenKind.INTROSPECTION, claims.json());
  }

  private ClaimsWriter opened(String audience, Instant at) {
    return new ClaimsWriter().text("iss", issuer.uri()).text("aud", audience).time("iat", at);
  }
}
