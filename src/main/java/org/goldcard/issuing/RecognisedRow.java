package org.goldcard.issuing;

import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Talent;
import org.jspecify.annotations.Nullable;

/**
 * One checked row of the city's list of recognised talents.
 *
 * @param line the line of the list it came from, 1 for the first
 * @param talent the person
 * @param recognition the decision the row states
 * @param correction 更正: the evidence of a clerical correction, at most {@value #MAX_CORRECTION}
 *     characters; null on an ordinary row
 */
public record RecognisedRow(
    int line, Talent talent, Recognition recognition, @Nullable String correction) {
  /** The longest evidence text. */
  public static final int MAX_CORRECTION = 500;

  /** Refuses blank or overlong evidence. */
  public RecognisedRow {
    if (correction != null && (correction.isBlank() || correction.length() > MAX_CORRECTION)) {
      throw new IllegalArgumentException("correction: blank or too long");
    }
  }
}
