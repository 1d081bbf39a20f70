package org.goldcard.testkit;

import io.vertx.core.Future;
import java.util.Optional;
import org.goldcard.status.Position;
import org.goldcard.status.feed.PositionMemory;
import org.jspecify.annotations.Nullable;

/** A node's memory of the log's position, in memory. */
public final class RememberedPosition implements PositionMemory {
  private volatile @Nullable Position kept;

  @Override
  public Future<Optional<Position>> recall() {
    return Future.succeededFuture(Optional.ofNullable(kept));
  }

  @Override
  public Future<Void> keep(Position position) {
    kept = position;
    return Future.succeededFuture();
  }
}
