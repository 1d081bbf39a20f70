package org.goldcard.postgres.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import org.goldcard.postgres.store.Rows;

/** Counts what is limited, in the transaction of whatever is limited. */
final class Counts {
  private static final String COUNT =
      "select extract(epoch from count_code($1, $2, $3, make_interval(secs => $4), $5,"
          + " make_interval(secs => $6)))::float8 as wait";
  private static final double SECOND = 1_000_000_000.0;

  private Counts() {}

  /**
   * A limit.
   *
   * @param kind what is limited; stored, so never renamed
   * @param span in which it counts
   * @param most how often in any span
   * @param gap the least time between two
   */
  record Bound(String kind, Duration span, int most, Duration gap) {}

  /** Counts once more: zero, or how long to wait. */
  static Future<Duration> count(SqlConnection connection, Bound bound, String key, Instant now) {
    return connection
        .preparedQuery(COUNT)
        .execute(
            Tuple.tuple()
                .addString(bound.kind())
                .addString(key)
                .addOffsetDateTime(Rows.time(now))
                .addDouble((double) bound.span().toSeconds())
                .addInteger(bound.most())
                .addDouble((double) bound.gap().toSeconds()))
        .map(rows -> rows.iterator().next().getDouble("wait"))
        .map(seconds -> Duration.ofNanos((long) Math.ceil(seconds * SECOND)));
  }
}
