package org.goldcard.token.answer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

  /**
   * A receipt. It ends when the key that signed it may go: keep it beside the key set of its time
   * where it must last longer. Moments within are UTC in milliseconds.
   */
  public SignedText receipt(ScanReceipt receipt) {
    ClaimsWriter claims =
        opened(receipt.audience(), receipt.at())
            .time("exp", receipt.at().plus(TokenKind.RECEIPT.longestLife()))
            .text("verificationId", receipt.verificationId())
            .text("result", receipt.result())
            .text("admit", receipt.admit())
            .text("venue", receipt.venue())
            .text("checkpoint", receipt.checkpoint());
    if (receipt.item() != null) {
      claims.text("item", receipt.item());
    }
    claims.text("at", moment(receipt.at()));
    ScanReceipt.ListUsed list = receipt.list();
    if (list != null) {
      claims.number("rev", list.rev()).text("asOf", moment(list.asOf()));
    }
    return signer.sign(TokenKind.RECEIPT, claims.json());
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private ClaimsWriter opened(String audience, Instant at) {
    return new ClaimsWriter().text("iss", issuer.uri()).text("aud", audience).time("iat", at);
  }
}
