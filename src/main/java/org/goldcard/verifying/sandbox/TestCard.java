package org.goldcard.verifying.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;

/**
 * A card of the sandbox. There is one for each {@link ResultCode}, in their order: 9000 0000 0000
 * and 3 digits of its place, counted from 1, before the check digit. Codes and passes of the card
 * {@code VALID} go through everything a real one goes through; those of another yield its result as
 * soon as their own signature and time are right.
 */
public final class TestCard {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);
  private static final Duration AHEAD = Duration.ofSeconds(90);
  private static final int PASSES = 1000;

  private static final List<TestCard> ALL = every();

  private final int place;
  private final ResultCode yields;
  private final CardNumber number;

  private TestCard(int place, ResultCode yields) {
    this.place = place;
    this.yields = yields;
    this.number = number("900000000000" + String.format("%03d", place));
  }

  private static List<TestCard> every() {
    List<TestCard> all = new ArrayList<>();
    for (ResultCode yields : ResultCode.values()) {
      all.add(new TestCard(all.size() + 1, yields));
    }
    return List.copyOf(all);
  }

  private static CardNumber number(String body) {
    for (int digit = 0; digit <= 9; digit++) {
      Optional<CardNumber> number = CardNumber.parse(body + digit);
      if (number.isPresent()) {
        return number.get();
      }
    }
    throw new IllegalStateException("one of ten digits is right");
  }

  /** Every test card. */
  public static List<TestCard> all() {
    return ALL;
  }

  /** The test card of a number. */
  public static Optional<TestCard> of(CardNumber number) {
    return ALL.stream().filter(card -> card.number.equals(number)).findFirst();
  }

  /** The test card at an index, its own or that of its pass. */
  static Optional<TestCard> at(int index) {
    int place = index % PASSES;
    return index >= 0 && index < 2 * PASSES && place >= 1 && place <= ALL.size()
        ? Optional.of(ALL.get(place - 1))
        : Optional.empty();
  }

  /** The result it yields. */
  public ResultCode yields() {
    return yields;
  }

  /** Its number. */
  public CardNumber number() {
    return number;
  }

  /** The card as a card of record would be. */
  public Card card() {
    return new Card(
        number,
        place,
        TalentClass.A,
        new Validity(FIRST_DAY, LAST_DAY),
        CardState.ACTIVE,
        1,
        place,
        place + PASSES,
        Instant.EPOCH.plusSeconds(1),
        null);
  }

  /** Whether an index is that of its pass. */
  static boolean isPass(int index) {
    return index >= PASSES;
  }

  /** What was shown, or the result that its card yields. */
  public static Presented yielding(Presented shown) {
    ResultCode yields =
        shown.refusal() == null
            ? at(shown.index()).map(TestCard::yields).orElse(ResultCode.BAD_CODE)
            : ResultCode.VALID;
    return switch (yields) {
      case VALID -> shown;
      case CLOCK_SKEW -> Presented.skewed(AHEAD);
      default -> Presented.refused(yields);
    };
  }
}
