package org.goldcard.token.answer;

import java.time.InstantSource;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/**
 * Signs security event tokens (RFC 8417) with the answer key. They have no {@code exp} (section
 * 2.2); {@code iat} is the moment of this sending, so that receivers can refuse old copies. Safe
 * from any thread; never blocks.
 */
public final class EventTokens {
  private final JwsSigner signer;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Signs for an issuer. */
  public EventTokens(JwsSigner signer, Issuer issuer, InstantSource clock) {
    this.signer = signer;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The token of an event; its subject is the pair of issuer and name (RFC 9493 section 3.2.3). */
  public SignedText sign(SecurityEvent event) {
    ClaimsWriter claims =
        new ClaimsWriter()
            .text("iss", issuer.uri())
            .text("aud", event.audience())
            .text("jti", event.id())
            .time("iat", clock.instant())
            .time("toe", event.at());
    String transaction = event.transaction();
    if (transaction != null) {
      claims.text("txn", transaction);
    }
    String subject = event.subject();
    if (subject != null) {
      claims.open("sub_id").text("format", "iss_sub").text("iss", issuer.uri());
      claims.text("sub", subject).end();
    }
    claims.open("events").open(event.type());
    event.members().forEach(member -> claims.text(member.name(), member.value()));
    return signer.sign(TokenKind.EVENT, claims.end().end().json());
  }
}
