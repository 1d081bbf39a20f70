package org.goldcard.status;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;

/**
 * Stops a card and sets it going again: all changes of status that need no consent under article
 * 24(3). Each is durable when its future succeeds and idempotent by the instruction's retry key;
 * the receipt's {@code rev} is what a verification may insist on. Safe from any thread.
 */
public final class ChangeStatus {
  private final CardLedger ledger;
  private final InstantSource clock;

  /** Changes the cards of a ledger, by a clock. */
  public ChangeStatus(CardLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** 暂停使用, for security; lifts by itself. */
  public Future<Outcome<Receipt>> suspend(CardNumber number, Instruction instruction) {
    return change(number, instruction, CardLife::suspend);
  }

  /** 挂失, until the holder or the window lifts it. */
  public Future<Outcome<Receipt>> reportLost(CardNumber number, Instruction instruction) {
    return change(number, instruction, CardLife::reportLost);
  }

  /** Lifts a suspension or a loss report; codes fetched before stay dead. */
  public Future<Outcome<Receipt>> resume(CardNumber number, Instruction instruction) {
    return change(number, instruction, CardLife::resume);
  }

  /** Ends the live codes fetched before; the card stays what it is. */
  public Future<Outcome<Receipt>> endCodes(CardNumber number, Instruction instruction) {
    return change(number, instruction, CardLife::endCodes);
  }

  /** 注销 on the holder's wish or death; final for this number. */
  public Future<Outcome<Receipt>> close(CardNumber number, Instruction instruction) {
    return change(number, instruction, CardLife::close);
  }

  private Future<Outcome<Receipt>> change(CardNumber number, Instruction instruction, Step step) {
    return ledger.changeStatus(number, instruction, card -> step.take(card, clock.instant()));
  }

  /** One step of a card's life. */
  @FunctionalInterface
  private interface Step {
    Outcome<Card> take(Card card, Instant now);
  }
}
