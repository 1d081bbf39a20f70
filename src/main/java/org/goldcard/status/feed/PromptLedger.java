package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.status.CardLedger;

/**
 * Acknowledges a change when this node's own table has it too, so that whoever was told it is
 * stopped and asks the same node at once is refused. What is recorded is acknowledged all the same
 * when the table does not follow within {@link #PATIENCE}. Safe from any thread.
 */
public final class PromptLedger implements CardLedger {
  /** How long an acknowledgement waits for the table. */
  public static final Duration PATIENCE = Duration.ofMillis(200);

  private final CardLedger ledger;
  private final StatusFollower follower;

  /** Changes in a ledger that a follower reads. */
  public PromptLedger(CardLedger ledger, StatusFollower follower) {
    this.ledger = ledger;
    this.follower = follower;
  }

  @Override
  public Future<Outcome<Receipt>> changeStatus(
      CardNumber number, Instruction instruction, Function<Card, Outcome<Card>> decide) {
    return ledger.changeStatus(number, instruction, decide).compose(this::caughtUp);
  }

  @Override
  public Future<List<CardNumber>> overdueSuspensions(Instant now, int limit) {
    return ledger.overdueSuspensions(now, limit);
  }

  private Future<Outcome<Receipt>> caughtUp(Outcome<Receipt> outcome) {
    return outcome
        .<Future<Boolean>>fold(
            receipt -> follower.awaitRev(receipt.rev(), PATIENCE),
            refusal -> Future.succeededFuture(true))
        .transform(waited -> Future.succeededFuture(outcome));
  }
}
