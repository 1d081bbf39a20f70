package org.goldcard.card;

/**
 * What a card is, as recorded. EXPIRED is not recorded: a card expires by the clock alone ({@link
 * Card#stateAt}). "Revoked" is the technical status of a withdrawn card (收回).
 */
public enum CardState {
  /** Recognised and numbered, not yet claimed by its holder; no code is given out for it. */
  UNCLAIMED(0),
  /** In use. */
  ACTIVE(1),
  /** 暂停使用: stopped by staff for security, at most 72 hours. */
  SUSPENDED(2),
  /** 挂失: reported lost by its holder, until the holder or the window lifts it. */
  LOST(3),
  /** Past 24:00 of its last day. */
  EXPIRED(4),
  /** 收回 by the four bodies of article 24(3); final for this number. */
  REVOKED(5),
  /** 注销 on the holder's wish or death; final for this number. */
  CLOSED(6);

  private final int code;

  CardState(int code) {
    this.code = code;
  }

  /**
   * The number that stands for the state in a {@link StatusWord}, 0 to 7; never changed once used.
   */
  public int code() {
    return code;
  }

  /** The state of a number. */
  public static CardState of(int code) {
    return switch (code) {
      case 0 -> UNCLAIMED;
      case 1 -> ACTIVE;
      case 2 -> SUSPENDED;
      case 3 -> LOST;
      case 4 -> EXPIRED;
      case 5 -> REVOKED;
      case 6 -> CLOSED;
      default -> throw new IllegalArgumentException("code: no such state");
    };
  }

  /** Whether no change leads out of this state. */
  public boolean isFinal() {
    return this == REVOKED || this == CLOSED;
  }
}
