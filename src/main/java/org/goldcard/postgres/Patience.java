package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.goldcard.card.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record may be starting just as this node is, or the machine be so busy with starting that an
 * answer comes late: a step of the start is tried again for a while before it is given up. What
 * waiting does not mend, such as a certificate or a password, fails at once.
 */
public final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration LASTS = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 500;

  /** Unable to connect; starting up; shutting down. */
  private static final Set<String> PASSING = Set.of("08001", "57P01", "57P02", "57P03");

  private Patience() {}

  /** The step's outcome, or its last failure. */
  public static <T> Future<T> with(Vertx vertx, Supplier<Future<T>> step) {
    return attempt(vertx, step, System.nanoTime() + LASTS.toNanos());
  }

  private static <T> Future<T> attempt(Vertx vertx, Supplier<Future<T>> step, long end) {
    return step.get()
        .recover(
            failure -> {
              if (System.nanoTime() - end > 0 || !isPassing(failure)) {
                return Future.failedFuture(failure);
              }
              LOG.warn("start: the database does not answer yet, trying again");
              return vertx
                  .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                  .compose(later -> attempt(vertx, step, end));
            });
  }

  private static boolean isPassing(Throwable failure) {
    boolean passing = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      passing |= cause instanceof ConnectException || cause instanceof TimeoutException;
      passing |= cause instanceof SQLException sql && isPassing(sql.getSQLState());
      passing |= cause instanceof PgException pg && isPassing(pg.getSqlState());
    }
    return passing && failure instanceof StoreUnavailable;
  }

  private static boolean isPassing(@Nullable String state) {
    return state != null && PASSING.contains(state);
  }
}
