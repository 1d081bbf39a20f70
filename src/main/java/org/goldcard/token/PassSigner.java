package org.goldcard.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.goldcard.card.Card;
import org.goldcard.card.Validity;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.list.ListSeries;

/**
 * Signs the pass of a card's present version. The version must be on record before: record, then
 * sign. Safe from any thread; never blocks.
 */
public final class PassSigner {
  private final JwsSigner signer;
  private final Issuer issuer;
  private final InstantSource clock;

  /** Signs for an issuer. */
  public PassSigner(JwsSigner signer, Issuer issuer, InstantSource clock) {
    this.signer = signer;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * The pass of a recorded card; signed again it is the same pass, with the same {@code jti} and
   * another signature.
   */
  public SignedText sign(Card card) {
    Instant now = clock.instant();
    Instant firstDay = card.validity().firstDay().atStartOfDay(Validity.ZONE).toInstant();
    byte[] claims =
        new ClaimsWriter()
            .text("iss", issuer.uri())
            .text("sub", card.number().digits())
            .text("jti", id(card))
            .time("iat", now)
            .time("nbf", firstDay.isAfter(now) ? firstDay : now)
            .time("exp", card.validity().end())
            .text("cls", card.talentClass().name())
            .open("status")
            .open("status_list")
            .number("idx", ListSeries.placeOf(card.passIndex()))
            .text("uri", new ListSeries(issuer).uri(ListSeries.listOf(card.passIndex())))
            .end()
            .end()
            .json();
    return signer.sign(TokenKind.PASS, claims);
  }

  /** 128 bits of the hash of what makes the pass: its card and its index, which is never reused. */
  private static String id(Card card) {
    String name = "goldcard pass " + card.number().digits() + " " + card.passIndex();
    byte[] hash = Digests.sha256(name.getBytes(StandardCharsets.US_ASCII));
    return Base64Url.encode(Arrays.copyOf(hash, 16));
  }
}
