package org.goldcard.issuing;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.Outcome;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.TalentRegistry.Decision;
import org.goldcard.issuing.TalentRegistry.Ground;
import org.goldcard.issuing.TalentRegistry.Note;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.TalentRegistry.Result;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the list means for what is on file (article 24(2) and its silent points). Pure: the
 * same row on the same ground is decided the same way, and a row decided once is UNCHANGED after.
 */
public final class RecognitionRules {
  private final CardTerms terms;

  /** Rules for cards that run this long. */
  public RecognitionRules(Period term) {
    this.terms = new CardTerms(term);
  }

  /** Decides one row. */
  public Decision decide(RecognisedRow row, Ground ground) {
    List<OnFile> meant = SamePerson.among(row.talent(), ground.found());
    if (meant.isEmpty()) {
      return new Decision(
          Result.NEW, null, null, row.talent(), Standing.of(row.recognition()), null);
    }
    if (meant.size() > 1) {
      return conflict(Note.TWO_TALENTS);
    }
    OnFile known = meant.get(0);
    if (!known.talent().name().sameAs(row.talent().name())) {
      return conflict(Note.OTHER_NAME);
    }
    if (known.withdrawn()) {
      return conflict(Note.WITHDRAWN);
    }
    LocalDate today = Validity.dayOf(ground.now());
    return new OneTalent(row, known, known.standing().on(today), today).decide();
  }

  private static Decision conflict(Note note) {
    return new Decision(Result.CONFLICT, note, null, null, null, null);
  }

  /** A row about one talent on file; {@code standing} is today's. */
  private final class OneTalent {
    private final RecognisedRow row;
    private final Recognition stated;
    private final OnFile known;
    private final Standing standing;
    private final LocalDate today;

    OneTalent(RecognisedRow row, OnFile known, Standing standing, LocalDate today) {
      this.row = row;
      this.stated = row.recognition();
      this.known = known;
      this.standing = standing;
      this.today = today;
    }

    Decision decide() {
      if (row.correction() != null) {
        return correct();
      }
      Optional<Recognition> same = sameDecision();
      if (same.isPresent()) {
        boolean sameEnd = Objects.equals(same.get().endsOn(), stated.endsOn());
        return sameEnd ? facts(null) : conflict(Note.OTHER_END);
      }
      LocalDate newest = standing.newest().recognisedOn();
      if (stated.recognisedOn().isBefore(newest)) {
        return facts(Note.OLDER);
      }
      if (stated.recognisedOn().equals(newest)) {
        return conflict(Note.SAME_DAY);
      }
      return isOver(stated.endsOn()) ? facts(Note.ENDED) : newer();
    }

    private Decision newer() {
      TalentClass held = standing.current().talentClass();
      if (stated.talentClass() == held) {
        return recorded(Result.RENEWED, Standing.of(stated), renewed());
      }
      if (stated.talentClass().atLeast(held)) {
        return recorded(Result.UPGRADED, Standing.of(stated), changed(freshTerm()));
      }
      return lower();
    }

    private Decision lower() {
      LocalDate oldEnd = oldTermEnd();
      if (oldEnd.isBefore(today)) {
        return recorded(Result.LOWERED, Standing.of(stated), changed(freshTerm()));
      }
      // A recognition that is over before it could take effect leaves nothing to wait for.
      if (stated.endsOn() != null && !stated.endsOn().isAfter(oldEnd)) {
        return facts(Note.ENDED);
      }
      Standing.Pending pending = new Standing.Pending(stated, oldEnd.plusDays(1));
      return recorded(Result.LOWERED_LATER, new Standing(standing.current(), pending), null);
    }

    private Decision correct() {
      boolean done = standing.pending() == null && standing.current().equals(stated);
      if (done) {
        return facts(null);
      }
      Card card = known.card();
      Card corrected =
          card == null ? null : changed(terms.from(card.validity().firstDay(), stated.endsOn()));
      return recorded(Result.CORRECTED, Standing.of(stated), corrected);
    }

    private Decision facts(@Nullable Note note) {
      TalentFacts facts = TalentFacts.merge(known, row.talent());
      Result result = facts.changed() == null ? Result.UNCHANGED : Result.UPDATED;
      Note why = note == null && facts.contactKept() ? Note.CONTACT_KEPT : note;
      return new Decision(result, why, known.id(), facts.changed(), null, null);
    }

    private Decision recorded(Result result, Standing next, @Nullable Card card) {
      TalentFacts facts = TalentFacts.merge(known, row.talent());
      Note why = facts.contactKept() ? Note.CONTACT_KEPT : null;
      return new Decision(result, why, known.id(), facts.changed(), next, card);
    }

    private Optional<Recognition> sameDecision() {
      if (standing.newest().sameDecision(stated)) {
        return Optional.of(standing.newest());
      }
      return standing.current().sameDecision(stated)
          ? Optional.of(standing.current())
          : Optional.empty();
    }

    /** Of a card its last day; without one that of the recognition, as if claimed on its day. */
    private LocalDate oldTermEnd() {
      return known.card() == null
          ? terms.lastDayOf(standing.current().recognisedOn(), standing.lastDay())
          : known.card().validity().lastDay();
    }

    private Validity freshTerm() {
      return terms.from(today, stated.endsOn());
    }

    /** A renewal never shortens a term. */
    private @Nullable Card renewed() {
      Card card = known.card();
      Validity fresh = freshTerm();
      boolean longer = card != null && fresh.lastDay().isAfter(card.validity().lastDay());
      return longer ? changed(fresh) : null;
    }

    /** The card with the stated class and a term; null when there is none or nothing changes. */
    private @Nullable Card changed(Validity term) {
      Card card = known.card();
      if (card == null
          || (card.talentClass() == stated.talentClass() && card.validity().equals(term))) {
        return null;
      }
      return RecognitionRules.change(card, stated.talentClass(), term)
          .<@Nullable Card>fold(after -> after, refusal -> null);
    }

    private boolean isOver(@Nullable LocalDate end) {
      return end != null && end.isBefore(today);
    }
  }

  private static Outcome<Card> change(Card card, TalentClass to, Validity term) {
    boolean higher = to.rank() > card.talentClass().rank();
    return higher ? CardLife.upgrade(card, to, term) : CardLife.renew(card, to, term);
  }
}
