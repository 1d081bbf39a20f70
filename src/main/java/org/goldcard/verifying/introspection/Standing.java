package org.goldcard.verifying.introspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.goldcard.card.TalentClass;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.verifying.ListState;
import org.jspecify.annotations.Nullable;

/** How a token stands: it counts, it does not, or this node cannot prove either just now. */
public final class Standing {
  /** It does not count; why is nobody's business. */
  static final Standing INACTIVE = new Standing(true, null);

  /** The list of this node is too old to say anything. */
  static final Standing UNPROVEN = new Standing(false, null);

  private final boolean proven;
  private final @Nullable Genuine genuine;

  private Standing(boolean proven, @Nullable Genuine genuine) {
    this.proven = proven;
    this.genuine = genuine;
  }

  static Standing active(Genuine genuine) {
    return new Standing(true, genuine);
  }

  /** Whether this node can say anything. */
  public boolean isProven() {
    return proven;
  }

  /** What is known of a token that counts; empty of every other. */
  public Optional<Genuine> genuine() {
    return Optional.ofNullable(genuine);
  }

  /**
   * A token that counts.
   *
   * @param kind a pass or a live code
   * @param cardIndex the entry of its card, the same for all its passes and codes
   * @param id a pass's {@code jti}; null of a live code
   * @param issuedAt when a pass was signed, or a live code fetched
   * @param endsAt the first moment at which it no longer counts
   * @param lastDay the card's last day
   * @param talentClass the holder's class of today
   * @param list how fresh the list was
   */
  public record Genuine(
      TokenKind kind,
      int cardIndex,
      @Nullable String id,
      Instant issuedAt,
      Instant endsAt,
      LocalDate lastDay,
      TalentClass talentClass,
      ListState list) {}
}
