package org.goldcard.status.subject;

import org.goldcard.card.SubjectWord;
import org.goldcard.status.StatusChange.Kind;

/**
 * One subject of the feed as it is recorded.
 *
 * @param kind a kind of which {@link Kind#isSubject} holds
 * @param name unique within its kind, and never given to another: a client identifier, the name of
 *     a key
 * @param index where its word stands
 * @param word its state and version
 * @param body what it is, as a JSON object
 */
public record Subject(Kind kind, String name, int index, SubjectWord word, String body) {
  /** Refuses the kinds and indexes of cards. */
  public Subject {
    if (!kind.isSubject() || index < SubjectWord.FIRST_INDEX) {
      throw new IllegalArgumentException("kind, index: of a card");
    }
  }
}
