package org.goldcard.card.talent;

import java.time.LocalDate;
import org.goldcard.card.TalentClass;
import org.jspecify.annotations.Nullable;

/**
 * One decision of the talent office on a talent's class, as its list states it.
 *
 * @param talentClass the class
 * @param recognisedOn the day of the decision
 * @param endsOn its own last day; null when it has none
 */
public record Recognition(
    TalentClass talentClass, LocalDate recognisedOn, @Nullable LocalDate endsOn) {
  /** Refuses an end before the start. */
  public Recognition {
    if (endsOn != null && endsOn.isBefore(recognisedOn)) {
      throw new IllegalArgumentException("endsOn: before recognisedOn");
    }
  }

  /** Whether both are the same decision: the same class on the same day. */
  public boolean sameDecision(Recognition other) {
    return talentClass == other.talentClass && recognisedOn.equals(other.recognisedOn);
  }
}
