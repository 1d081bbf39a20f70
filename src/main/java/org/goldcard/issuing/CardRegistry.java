package org.goldcard.issuing;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The cards of record, for issuing.
 *
 * <p>Durable on return: an acknowledged change survives a kill of every process. Each method is one
 * transaction that holds the card row, its status entries with their dense sequence numbers, the
 * audit row and the receipt under the retry key. Idempotent by retry key: a repetition answers the
 * stored receipt, the same key with another request hash is refused with {@code RETRY_KEY_REUSED}.
 * Safe from any thread; a lost database is a failed future.
 */
public interface CardRegistry {
  /** The card with this number. */
  Future<Optional<Card>> find(CardNumber number);

  /** The talent's card that is neither withdrawn nor closed. */
  Future<Optional<Card>> findByTalent(long talentId);

  /**
   * Gives a talent a card. The ground is read and locked, {@code decide} says what to grant, the
   * card and its first pass are recorded. A talent who has a card keeps it: the receipt is that of
   * the present card, with a {@code rev} that already shows it. {@code decide} must be free of
   * effects: it is called again when the number it drew is taken.
   */
  Future<Outcome<Receipt>> issue(
      long talentId, Instruction instruction, Function<Ground, Outcome<Grant>> decide);

  /**
   * Changes a card: the row is read and locked, {@code decide} gives the card as it should be. A
   * higher version supersedes the present pass and records a new one under a new index.
   */
  Future<Outcome<Receipt>> change(
      CardNumber number, Instruction instruction, Function<OnFile, Outcome<Card>> decide);

  /**
   * What an issue is decided on.
   *
   * @param talentClass the class recognised and in force today
   * @param recognisedOn the day of the recognition
   * @param endsOn the recognition's last day, its own or set by the one that follows; null when
   *     open
   * @param withdrawn whether a card of this talent was withdrawn and the qualification not restored
   * @param now the moment of the decision
   */
  record Ground(
      TalentClass talentClass,
      LocalDate recognisedOn,
      @Nullable LocalDate endsOn,
      boolean withdrawn,
      Instant now) {
    /** The ground that a talent's standing makes at a moment. */
    public static Ground of(Standing standing, boolean withdrawn, Instant now) {
      Standing today = standing.on(Validity.dayOf(now));
      Recognition current = today.current();
      return new Ground(
          current.talentClass(), current.recognisedOn(), today.lastDay(), withdrawn, now);
    }
  }

  /**
   * What an issue grants.
   *
   * @param number a number drawn at random
   * @param talentClass the class
   * @param validity the term
   */
  record Grant(CardNumber number, TalentClass talentClass, Validity validity) {}

  /**
   * A card with what its talent is recognised as.
   *
   * @param card as recorded
   * @param ground the recognition in force
   */
  record OnFile(Card card, Ground ground) {}
}
