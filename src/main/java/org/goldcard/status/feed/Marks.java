package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.status.Position;
import org.goldcard.status.StatusLog;

/**
 * Positions at which the log is known to have been, but which this node's table has not reached by
 * itself: from its memory and from the carrier. While the log does not own to one of them it is not
 * the log it was. Safe from any thread.
 */
final class Marks {
  private static final int MOST = 8;

  private final StatusLog log;
  private final List<Position> open = new ArrayList<>();

  Marks(StatusLog log) {
    this.log = log;
  }

  /** Takes one more; when there are many, those nearer the beginning of the log make way. */
  synchronized void add(Position mark) {
    if (open.contains(mark)) {
      return;
    }
    if (open.size() == MOST) {
      open.remove(first());
    }
    open.add(mark);
  }

  private Position first() {
    Position first = open.get(0);
    for (Position mark : open) {
      first = first.isBeyond(mark) ? mark : first;
    }
    return first;
  }

  /** Asks the log for every one; answers the first it does not own to, empty when there is none. */
  Future<Optional<Position>> denied() {
    List<Position> asked;
    synchronized (this) {
      asked = List.copyOf(open);
    }
    return ask(asked, 0);
  }

  private Future<Optional<Position>> ask(List<Position> asked, int next) {
    if (next == asked.size()) {
      return Future.succeededFuture(Optional.empty());
    }
    Position mark = asked.get(next);
    return log.after(mark.epoch(), mark.seq(), 1)
        .compose(page -> isOwned(page, mark) ? settled(asked, next) : denied(mark));
  }

  private static boolean isOwned(StatusLog.Page page, Position mark) {
    return page.from(mark) != StatusLog.Course.ELSEWHERE;
  }

  private Future<Optional<Position>> settled(List<Position> asked, int done) {
    synchronized (this) {
      open.remove(asked.get(done));
    }
    return ask(asked, done + 1);
  }

  private static Future<Optional<Position>> denied(Position mark) {
    return Future.succeededFuture(Optional.of(mark));
  }
}
