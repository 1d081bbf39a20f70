package org.goldcard.status;

import io.vertx.core.Future;
import java.util.List;
import org.goldcard.card.StatusWord;

/**
 * The status feed of record, in the database that is the truth. Reads come from the primary. Safe
 * from any thread; a lost database is a failed future.
 */
public interface StatusLog {
  /** Where the feed stands. */
  Future<Position> head();

  /**
   * The changes of an epoch after a sequence number, in order, at most {@code limit} of them, with
   * the head.
   */
  Future<Page> after(long epoch, long seq, int limit);

  /**
   * Hands every entry in use, in no order, to a consumer; answers the position which they all
   * belong to.
   */
  Future<Position> snapshot(EntryConsumer consumer);

  /**
   * Calls back, on any thread, soon after each commit of changes; a call may be lost, so also poll.
   */
  Future<Void> onCommit(Runnable listener);

  /**
   * Changes after a position.
   *
   * @param head where the feed stood when they were read
   * @param changes in order, dense
   */
  record Page(Position head, List<StatusChange> changes) {
    /** Copies the changes. */
    public Page {
      changes = List.copyOf(changes);
    }

    /** What this page says of the position it was asked for. */
    public Course from(Position asked) {
      if (head.epoch() > asked.epoch()) {
        return Course.NEWER_EPOCH;
      }
      if (leadsOnFrom(asked)) {
        return Course.LEADS_ON;
      }
      boolean beyond = head.isBeyond(asked);
      boolean gap = changes.isEmpty() || changes.get(0).position().seq() > asked.seq() + 1;
      return beyond && gap ? Course.CUT_OFF : Course.ELSEWHERE;
    }

    /**
     * Whether this page continues the history that led to the position it was asked for: same
     * epoch, no number left out, every chain hash right, and no further back than that position.
     * False means another history, or one whose beginning was cut off.
     */
    public boolean leadsOnFrom(Position asked) {
      if (changes.isEmpty()) {
        return head.equals(asked);
      }
      Position reached = asked;
      for (StatusChange change : changes) {
        if (!change.follows(reached)) {
          return false;
        }
        reached = change.position();
      }
      return reached.epoch() == head.epoch() && reached.seq() <= head.seq();
    }
  }

  /** How the log's history stands to a position. */
  enum Course {
    /** It passed that position and goes on from there. */
    LEADS_ON,
    /** It began a newer epoch, which an operator confirmed: what was before no longer counts. */
    NEWER_EPOCH,
    /** It is beyond that position, but no longer keeps what came next. */
    CUT_OFF,
    /** It never was at that position: a restored copy, or a server that lost the newest changes. */
    ELSEWHERE
  }

  /** Takes one entry of a snapshot. */
  @FunctionalInterface
  interface EntryConsumer {
    /** One entry. */
    void accept(int index, StatusWord word);
  }
}
