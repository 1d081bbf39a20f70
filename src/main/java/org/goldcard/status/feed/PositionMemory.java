package org.goldcard.status.feed;

import io.vertx.core.Future;
import java.util.Optional;
import org.goldcard.status.Position;

/**
 * Where a node remembers, beyond its own end, how far the status log was. Safe from any thread; a
 * lost disk is a failed future, which stops nothing.
 */
public interface PositionMemory {
  /** What was kept last; empty when nothing ever was. */
  Future<Optional<Position>> recall();

  /** Keeps a position; after it succeeded, a later {@link #recall} answers it or a newer one. */
  Future<Void> keep(Position position);

  /** One that forgets at once, for commands that serve nobody. */
  static PositionMemory none() {
    return new PositionMemory() {
      @Override
      public Future<Optional<Position>> recall() {
        return Future.succeededFuture(Optional.empty());
      }

      @Override
      public Future<Void> keep(Position position) {
        return Future.succeededFuture();
      }
    };
  }
}
