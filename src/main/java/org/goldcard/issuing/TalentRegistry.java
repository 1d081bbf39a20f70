package org.goldcard.issuing;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.goldcard.card.Card;
import org.goldcard.card.Instruction;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.jspecify.annotations.Nullable;

/**
 * The recognised talents of record.
 *
 * <p>Durable on return. Document numbers are encrypted at rest and found by a keyed hash of their
 * normalised form ({@link IdentityDocument#number}). Safe from any thread; a lost database is a
 * failed future, and then nothing of the call was recorded.
 */
public interface TalentRegistry {
  /** The talent with this id. */
  Future<Optional<OnFile>> find(long talentId);

  /**
   * Everyone who has this document: nobody, one talent, or several where passports of different
   * countries carry the same number.
   */
  Future<List<OnFile>> findByDocument(IdentityDocument document);

  /**
   * Records a batch of rows in one transaction, one batch after another even when two imports run
   * (a lock held to the commit).
   *
   * <p>For each row in order, {@code decide} is given everyone on file who has one of the row's
   * documents (same type and number), already with what earlier rows of the batch changed, and says
   * what to record. {@code decide} is free of effects and may be called again when the transaction
   * is tried again.
   *
   * @param rows at most a few hundred
   * @return one entry per row, in order
   */
  Future<List<Entry>> apply(
      List<RecognisedRow> rows,
      Instruction instruction,
      BiFunction<RecognisedRow, Ground, Decision> decide);

  /**
   * What {@link #apply} would answer now, with nothing recorded and no lock held. New talents have
   * no id in it.
   */
  Future<List<Entry>> preview(
      List<RecognisedRow> rows, BiFunction<RecognisedRow, Ground, Decision> decide);

  /**
   * What a row is decided on.
   *
   * @param found everyone who has one of the row's documents, each once, the lowest id first
   * @param now the moment of the transaction
   */
  record Ground(List<OnFile> found, Instant now) {
    /** Copies the list. */
    public Ground {
      found = List.copyOf(found);
    }
  }

  /**
   * A talent as recorded.
   *
   * @param id the talent's id
   * @param talent the person
   * @param standing what they are recognised as, as last recorded: ask {@link Standing#on} for
   *     today
   * @param withdrawn whether the qualification was withdrawn and not restored
   * @param card the card that is neither withdrawn nor closed; null when there is none
   */
  record OnFile(
      long id, Talent talent, Standing standing, boolean withdrawn, @Nullable Card card) {}

  /**
   * What to record of a row. Whatever is null stays as it is.
   *
   * @param result what the row comes to
   * @param note why, where the result alone does not say; null when it does
   * @param id the talent the row means; null for a new one and for a conflict
   * @param talent the person to record, documents included; null when nothing about them changes
   * @param standing the standing to record, its rows' correction text kept with the recognition's
   *     history; null when it does not change
   * @param card the card as it should be: a higher version supersedes the present pass and records
   *     a new one under a new index, as {@link CardRegistry#change} does, in this transaction; null
   *     when it does not change
   */
  record Decision(
      Result result,
      @Nullable Note note,
      @Nullable Long id,
      @Nullable Talent talent,
      @Nullable Standing standing,
      @Nullable Card card) {}

  /**
   * What came of a row.
   *
   * @param line the row's line
   * @param result what it came to
   * @param note why; null when the result says it
   * @param talentId the talent it means; null for a conflict, and for a new one in a preview
   */
  record Entry(int line, Result result, @Nullable Note note, @Nullable Long talentId) {}

  /** What a row comes to. */
  enum Result {
    /** A talent not known before. */
    NEW,
    /** A higher class: in force at once, the card with a new term (article 24(2)). */
    UPGRADED,
    /** The same class again: a new term. */
    RENEWED,
    /** A lower class: in force after the old term's last day. */
    LOWERED_LATER,
    /** A lower class, the old term being over: in force at once. */
    LOWERED,
    /** A clerical correction: in force at once, the term as it should have been. */
    CORRECTED,
    /** The recognition is the one on file; facts of the person changed. */
    UPDATED,
    /** Nothing changed. */
    UNCHANGED,
    /** The row contradicts what is on file; nothing was recorded. */
    CONFLICT
  }

  /** Why a row came to its result. */
  enum Note {
    /** A document of the row belongs to someone of another name. */
    OTHER_NAME("证件号码已登记在另一姓名下", "The document is registered under another name"),
    /** The row's documents belong to two talents on file. */
    TWO_TALENTS("所列证件分属已登记的两人", "The documents belong to two talents on file"),
    /** The talent's qualification was withdrawn. */
    WITHDRAWN("资格已收回，须经人才办恢复", "The qualification was withdrawn; the talent office restores it"),
    /** The same decision with another last day, and no correction. */
    OTHER_END(
        "同一认定的到期日与已登记的不同，请用更正列", "Same recognition, other last day: use the correction column"),
    /** Another class decided on the same day, and no correction. */
    SAME_DAY("同日已认定为另一层次，请用更正列", "Another class of the same day: use the correction column"),
    /** A newer decision is on file. */
    OLDER("已登记有更晚的认定", "A later recognition is on file"),
    /** The row's recognition is over already. */
    ENDED("该认定已到期", "The recognition is already over"),
    /** The talent has a card, so the phone or address on file stays: windows change it. */
    CONTACT_KEPT("已有金卡，登记的手机或邮箱须经窗口变更", "The talent has a card: a window changes phone or e-mail");

    private final String zh;
    private final String en;

    Note(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** The sentence in Chinese. */
    public String zh() {
      return zh;
    }

    /** The sentence in English. */
    public String en() {
      return en;
    }
  }
}
