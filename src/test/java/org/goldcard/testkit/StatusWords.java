package org.goldcard.testkit;

import java.time.Instant;
import java.time.LocalDate;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;

/** Entries as tests need them. */
public final class StatusWords {
  private static final LocalDate LAST_DAY = LocalDate.of(2031, 5, 31);
  private static final Instant NOT_BEFORE = Instant.parse("2026-06-01T00:00:00Z");

  private StatusWords() {}

  /** A card's entry in a state. */
  public static StatusWord card(CardState state) {
    return StatusWord.card(state, TalentClass.B, LAST_DAY, NOT_BEFORE);
  }

  /** A pass's entry. */
  public static StatusWord pass(boolean superseded, int cardIndex) {
    return StatusWord.pass(superseded, TalentClass.B, LAST_DAY, cardIndex);
  }
}
