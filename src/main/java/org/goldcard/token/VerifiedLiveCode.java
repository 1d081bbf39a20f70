package org.goldcard.token;

import java.time.Instant;
import java.util.function.Function;
import org.goldcard.card.CardNumber;

/** A live code whose signature and minute are right. Only {@link ScanReader} makes one. */
public final class VerifiedLiveCode implements ScannedToken {
  private final String kid;
  private final CardNumber cardNumber;
  private final int index;
  private final Instant shownFrom;
  private final Instant fetchedAt;
  private final String nonce;

  VerifiedLiveCode(
      String kid,
      CardNumber cardNumber,
      int index,
      Instant shownFrom,
      Instant fetchedAt,
      String nonce) {
    this.kid = kid;
    this.cardNumber = cardNumber;
    this.index = index;
    this.shownFrom = shownFrom;
    this.fetchedAt = fetchedAt;
    this.nonce = nonce;
  }

  @Override
  public CardNumber cardNumber() {
    return cardNumber;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public String kid() {
    return kid;
  }

  /** When its 30 seconds on the holder's screen begin. */
  public Instant shownFrom() {
    return shownFrom;
  }

  /** When the holder's page fetched it, in whole seconds: a card's not-before is compared to it. */
  public Instant fetchedAt() {
    return fetchedAt;
  }

  /** 48 random bits in base64url; with card number and slot the name of this code. */
  public String nonce() {
    return nonce;
  }

  @Override
  public <R> R fold(
      Function<VerifiedLiveCode, ? extends R> onLiveCode,
      Function<VerifiedPass, ? extends R> onPass) {
    return onLiveCode.apply(this);
  }
}
