package org.goldcard.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.goldcard.card.Card;
import org.goldcard.card.Receipt;

/** Cards and receipts as the stores build them. */
final class TestCards {
  static final Comparator<Card> BY_SUSPENSION =
      Comparator.comparing((Card c) -> Objects.requireNonNull(c.suspendedUntil()))
          .thenComparing(Card::number);

  private TestCards() {}

  static Card withPass(Card card, int passIndex) {
    return new Card(
        card.number(),
        card.talentId(),
        card.talentClass(),
        card.validity(),
        card.state(),
        card.version(),
        card.index(),
        passIndex,
        card.codesNotBefore(),
        card.suspendedUntil());
  }

  static Receipt receipt(Card card, long rev, Instant at) {
    return new Receipt(
        card.number(), card.state(), card.talentClass(), card.validity(), card.version(), rev, at);
  }
}
