package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.goldcard.card.Card;
import org.goldcard.card.StatusWord;
import org.goldcard.status.StatusChange.Kind;

/** Writing to the status feed: the last step of a transaction, since it holds the feed's head. */
public final class Feed {
  private Feed() {}

  /**
   * One changed entry.
   *
   * @param kind what the index belongs to
   * @param index where
   * @param word what it becomes
   */
  public record Entry(Kind kind, int index, StatusWord word) {
    /** The entry of a card. */
    public static Entry card(Card card) {
      return new Entry(Kind.CARD, card.index(), card.word());
    }

    /** The entry of a card's pass. */
    public static Entry pass(Card card, boolean superseded) {
      StatusWord word =
          StatusWord.pass(superseded, card.talentClass(), card.validity().lastDay(), card.index());
      return new Entry(Kind.PASS, card.passIndex(), word);
    }
  }

  /** Records the changes; answers the sequence number of the last, or of the head when none. */
  public static Future<Long> record(Step step, List<Entry> entries) {
    if (entries.isEmpty()) {
      return step.run("select seq from status_head", Tuple.tuple())
          .map(rows -> rows.iterator().next().getLong("seq"));
    }
    Short[] kinds = entries.stream().map(e -> (short) e.kind().code()).toArray(Short[]::new);
    Integer[] indexes = entries.stream().map(Entry::index).toArray(Integer[]::new);
    Long[] words = entries.stream().map(e -> e.word().bits()).toArray(Long[]::new);
    return step.run(
            "select seq from record_changes($1, $2, $3, $4)",
            Tuple.of(kinds, indexes, words, Rows.time(step.now())))
        .map(rows -> rows.iterator().next().getLong("seq"));
  }
}
