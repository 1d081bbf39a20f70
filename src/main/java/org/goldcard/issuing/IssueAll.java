package org.goldcard.issuing;

import io.vertx.core.Future;
import java.util.function.IntConsumer;
import org.goldcard.card.Instruction;

/**
 * Issues to every recognised talent who has no card yet, in batches; may be run again at any time.
 */
public final class IssueAll {
  private static final int BATCH = 500;

  private final UnissuedTalents talents;
  private final IssueCard rule;

  /** Issues to these talents by the rule of single issues. */
  public IssueAll(UnissuedTalents talents, IssueCard rule) {
    this.talents = talents;
    this.rule = rule;
  }

  /**
   * What a run came to.
   *
   * @param issued how many got a card
   * @param refused how many did not: withdrawn, or the recognition is over
   */
  public record Total(int issued, int refused) {}

  /**
   * Issues to all.
   *
   * @param progress called with the number looked at after each batch
   */
  public Future<Total> issue(Instruction instruction, IntConsumer progress) {
    return next(0, new Total(0, 0), instruction, progress);
  }

  private Future<Total> next(
      long after, Total soFar, Instruction instruction, IntConsumer progress) {
    return talents
        .issue(after, BATCH, instruction, rule::decide)
        .compose(
            batch -> {
              Total total =
                  new Total(soFar.issued() + batch.issued(), soFar.refused() + batch.refused());
              progress.accept(total.issued() + total.refused());
              return batch.last() == 0
                  ? Future.succeededFuture(total)
                  : next(batch.last(), total, instruction, progress);
            });
  }
}
