package org.goldcard.status;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.goldcard.card.Actor;
import org.goldcard.card.CardLife;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Instruction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lifts suspensions whose time is over. Each card is decided again under its lock, so the sweep may
 * run on several nodes, twice, or beside a second person's confirmation. Safe from any thread.
 */
public final class LiftSuspensions {
  /** How often {@link #start} sweeps. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LiftSuspensions.class);
  private static final int BATCH = 100;
  private static final Instruction INSTRUCTION =
      Instruction.of(new Actor(Actor.Kind.SYSTEM, "suspension-sweep"), "SUSPENSION_OVER");

  private final CardLedger ledger;
  private final InstantSource clock;

  /** Sweeps a ledger, by a clock. */
  public LiftSuspensions(CardLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Sweeps every few seconds until the timer with the answered id is cancelled. */
  public long start(Vertx vertx) {
    return vertx.setPeriodic(EVERY.toMillis(), id -> sweep().onFailure(LiftSuspensions::tell));
  }

  /** Lifts what is overdue, one card after the other; answers how many it lifted. */
  public Future<Integer> sweep() {
    Instant now = clock.instant();
    return ledger.overdueSuspensions(now, BATCH).compose(overdue -> lift(overdue, 0, 0));
  }

  private Future<Integer> lift(List<CardNumber> overdue, int next, int lifted) {
    if (next == overdue.size()) {
      return Future.succeededFuture(lifted);
    }
    return liftOne(overdue.get(next)).compose(done -> lift(overdue, next + 1, lifted + done));
  }

  private Future<Integer> liftOne(CardNumber number) {
    return ledger
        .changeStatus(number, INSTRUCTION, card -> CardLife.liftOverdue(card, clock.instant()))
        .map(outcome -> outcome.isDone() ? 1 : 0);
  }

  private static void tell(Throwable failure) {
    LOG.warn("overdue suspensions could not be lifted, trying again", failure);
  }
}
