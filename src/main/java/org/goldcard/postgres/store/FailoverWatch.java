package org.goldcard.postgres.store;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the safety of a failover, asked anew each time. Safe from any thread. */
public final class FailoverWatch {
  private final Database database;
  private final boolean acknowledges;
  private volatile @Nullable FailoverSafety known;

  /**
   * Nothing known yet.
   *
   * @param acknowledges whether changes are acknowledged here; else nothing can be lost
   */
  public FailoverWatch(Database database, boolean acknowledges) {
    this.database = database;
    this.acknowledges = acknowledges;
  }

  /** Asks; empty where it is safe, else what was found. */
  public Future<Optional<FailoverSafety>> ask() {
    return acknowledges
        ? FailoverSafety.of(database).map(this::note)
        : Future.succeededFuture(Optional.empty());
  }

  private Optional<FailoverSafety> note(FailoverSafety found) {
    known = found;
    return unsafe();
  }

  /** Asks whether it is safe; what was known where nobody answers. */
  public Future<Boolean> isSafe() {
    return ask().transform(asked -> Future.succeededFuture(unsafe().isEmpty()));
  }

  /** What was found last, unless it was safe or nobody answered yet. */
  public Optional<FailoverSafety> unsafe() {
    return Optional.ofNullable(known).filter(k -> k.verdict() != FailoverSafety.Verdict.SAFE);
  }
}
