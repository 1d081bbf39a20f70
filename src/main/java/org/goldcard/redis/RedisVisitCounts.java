package org.goldcard.redis;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Validity;
import org.goldcard.records.VisitCounts;
import org.goldcard.redis.link.Functions;

/** The visits of today in Redis, beside the scans that count them. */
final class RedisVisitCounts implements VisitCounts {
  private static final long PATIENCE_MILLIS = 1000;

  private final Functions functions;
  private final InstantSource clock;

  RedisVisitCounts(Functions functions, InstantSource clock) {
    this.functions = functions;
    this.clock = clock;
  }

  @Override
  public Future<Optional<String>> due() {
    return functions
        .call("gc_visits_due", List.of(Keys.HEAD), PATIENCE_MILLIS)
        .map(answer -> Optional.ofNullable(answer).map(Object::toString));
  }

  @Override
  public Future<Void> raise(List<Counted> some) {
    Instant now = clock.instant();
    LocalDate today = Validity.dayOf(now);
    List<String> keys = new ArrayList<>();
    List<Object> args = new ArrayList<>();
    args.add(ScanCall.untilDayIsOver(now));
    for (Counted one : some) {
      keys.add(Keys.visits(one.visits().venue(), one.cardIndex(), today));
      args.add(one.visits().count());
      args.add(one.visits().firstAt().toEpochMilli());
      args.add(one.visits().firstCheckpoint());
    }
    return functions.call("gc_visits_raise", keys, PATIENCE_MILLIS, args.toArray()).mapEmpty();
  }

  @Override
  public Future<Void> done(String contents) {
    return functions
        .call("gc_visits_done", List.of(Keys.HEAD), PATIENCE_MILLIS, contents)
        .mapEmpty();
  }
}
