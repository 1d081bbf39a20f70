package org.goldcard.contract;

import java.util.Random;
import org.goldcard.card.talent.Standing;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.status.CardLedger;
import org.goldcard.status.StatusLog;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.TickingClock;

/** The twin in memory, under contract. */
final class InMemoryStore implements CardStore {
  private final TickingClock clock = new TickingClock("2026-06-01T01:00:00.123456Z");
  private final InMemoryCards cards = new InMemoryCards(clock, new Random(1));

  @Override
  public TickingClock clock() {
    return clock;
  }

  @Override
  public CardRegistry registry() {
    return cards;
  }

  @Override
  public CardLedger ledger() {
    return cards;
  }

  @Override
  public StatusLog log() {
    return cards.log();
  }

  @Override
  public long recognise(Standing standing) {
    return cards.recognise(standing);
  }

  @Override
  public void recognise(long talentId, Standing standing) {
    cards.recognise(talentId, standing);
  }
}
