package org.goldcard.card;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One entry of the card table, packed into 64 bits so that a reader sees status, class and term of
 * one moment together. Zero is an entry nobody was given.
 *
 * <p>Layout, low bits first: 1 in use, 1 pass, 3 state, 3 rank, 16 last day (days since
 * 2000-01-01), 40 tail. The tail of a card is the second (since 1970) before which its live codes
 * are refused; that of a pass is the index of its card. A superseded pass carries the state {@link
 * CardState#CLOSED}.
 *
 * @param bits the packed entry
 */
public record StatusWord(long bits) {
  /** An entry nobody was given. */
  public static final StatusWord NONE = new StatusWord(0);

  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int STATE_SHIFT = 2;
  private static final int RANK_SHIFT = 5;
  private static final int DAY_SHIFT = 8;
  private static final int TAIL_SHIFT = 24;
  private static final long DAY_MASK = 0xffff;
  private static final long TAIL_MASK = (1L << 40) - 1;

  /** The entry of a card, for its live codes. */
  public static StatusWord card(
      CardState state, TalentClass talentClass, LocalDate lastDay, Instant codesNotBefore) {
    return pack(false, state, talentClass, lastDay, codesNotBefore.getEpochSecond());
  }

  /**
   * The entry of a pass. Its state is {@link CardState#ACTIVE}, or {@link CardState#CLOSED} once
   * superseded; its card's entry is judged besides.
   */
  public static StatusWord pass(
      boolean superseded, TalentClass talentClass, LocalDate lastDay, int cardIndex) {
    CardState state = superseded ? CardState.CLOSED : CardState.ACTIVE;
    return pack(true, state, talentClass, lastDay, cardIndex);
  }

  private static StatusWord pack(
      boolean pass, CardState state, TalentClass talentClass, LocalDate lastDay, long tail) {
    long day = lastDay.toEpochDay() - EPOCH_DAY;
    if (day < 0 || day > DAY_MASK) {
      throw new IllegalArgumentException("lastDay: outside 2000 to 2179");
    }
    if (tail < 0 || tail > TAIL_MASK) {
      throw new IllegalArgumentException("tail: outside 40 bits");
    }
    return new StatusWord(
        1L
            | (pass ? 2L : 0L)
            | (long) state.code() << STATE_SHIFT
            | (long) talentClass.rank() << RANK_SHIFT
            | day << DAY_SHIFT
            | tail << TAIL_SHIFT);
  }

  /** Whether somebody was given this entry. */
  public boolean isPresent() {
    return (bits & 1) != 0;
  }

  /** Whether it is a pass's entry. */
  public boolean isPass() {
    return (bits & 2) != 0;
  }

  /** The recorded state. */
  public CardState state() {
    return CardState.of((int) (bits >>> STATE_SHIFT) & 7);
  }

  /** Whether nothing but time and entitlement speaks against it. */
  public boolean isActive() {
    return isPresent() && state() == CardState.ACTIVE;
  }

  /** The class; only of an entry in use. */
  public TalentClass talentClass() {
    return TalentClass.ofRank((int) (bits >>> RANK_SHIFT) & 7).orElseThrow();
  }

  /** The last day of the term. */
  public LocalDate lastDay() {
    return LocalDate.ofEpochDay((bits >>> DAY_SHIFT & DAY_MASK) + EPOCH_DAY);
  }

  /** Whether the term is over at a moment, computed without allocating. */
  public boolean endedAt(Instant now) {
    // Asia/Shanghai has kept UTC+8 without summer time since 1991, long before the first card.
    long day = Math.floorDiv(now.getEpochSecond() + 8 * 3600, 86_400L);
    return day > (bits >>> DAY_SHIFT & DAY_MASK) + EPOCH_DAY;
  }

  /** Seconds since 1970 before which the card's live codes are refused; only of a card's entry. */
  public long codesNotBefore() {
    return bits >>> TAIL_SHIFT;
  }

  /** The index of the pass's card; only of a pass's entry. */
  public int cardIndex() {
    return (int) (bits >>> TAIL_SHIFT);
  }
}
