package org.goldcard.token;

import java.time.Instant;
import java.util.function.Function;
import org.goldcard.card.CardNumber;
import org.goldcard.card.TalentClass;

/**
 * A pass whose signature and term are right. Only {@link ScanReader} makes one. Its class is that
 * of the day it was signed; the card table knows today's.
 */
public final class VerifiedPass implements ScannedToken {
  private final String kid;
  private final CardNumber cardNumber;
  private final int index;
  private final String id;
  private final TalentClass talentClass;
  private final Instant issuedAt;
  private final Instant endsAt;

  VerifiedPass(
      String kid,
      CardNumber cardNumber,
      int index,
      String id,
      TalentClass talentClass,
      Instant issuedAt,
      Instant endsAt) {
    this.kid = kid;
    this.cardNumber = cardNumber;
    this.index = index;
    this.id = id;
    this.talentClass = talentClass;
    this.issuedAt = issuedAt;
    this.endsAt = endsAt;
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

  /** Its {@code jti}, the same however often the pass is signed anew. */
  public String id() {
    return id;
  }

  /** The class it states. */
  public TalentClass talentClass() {
    return talentClass;
  }

  /** When it was signed. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** The first moment at which it no longer counts: 24:00 of the card's last day. */
  public Instant endsAt() {
    return endsAt;
  }

  @Override
  public <R> R fold(
      Function<VerifiedLiveCode, ? extends R> onLiveCode,
      Function<VerifiedPass, ? extends R> onPass) {
    return onPass.apply(this);
  }
}
