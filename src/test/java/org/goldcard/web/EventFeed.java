package org.goldcard.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.goldcard.card.StatusWord;
import org.goldcard.partners.Access;
import org.goldcard.status.CardTable;
import org.goldcard.status.Freshness;
import org.goldcard.status.Position;
import org.goldcard.status.PublishedList;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.TickingClock;
import org.goldcard.web.api.events.EventSources;
import org.goldcard.web.api.events.EventStreams;
import org.goldcard.web.api.events.EventsRoute;
import org.goldcard.web.api.events.StreamPlaces;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Shed;

/** A card table whose changes a test makes, and the streams that tell of them. */
final class EventFeed {
  static final int PER_CLIENT = 3;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final StreamPlaces places = new StreamPlaces(100, PER_CLIENT);
  final CardTable table = new CardTable();
  final EventStreams streams;
  private final TickingClock clock;
  private volatile long epoch = 1;
  private long seq;

  EventFeed(Vertx vertx, TickingClock clock, Predicate<Access> active) {
    this.clock = clock;
    table.publish(position());
    PublishedList list =
        new PublishedList(
            table,
            this::freshness,
            clock,
            (number, bits, asOf) -> "",
            work -> Future.failedFuture("not here"));
    EventSources sources =
        new EventSources(
            this::freshness,
            list::refuses,
            cards -> Future.succeededFuture(table.passesOf(cards)),
            active,
            clock);
    streams = new EventStreams(vertx, sources, places, new Shed(meters), new Random(5));
    table.onChange(streams::changed);
  }

  EventsRoute route(Doors doors) {
    streams.start();
    return new EventsRoute(streams, doors.limits(), doors.shed(), doors::isLeaving);
  }

  private Position position() {
    return new Position(epoch, seq, Position.START);
  }

  private Optional<Freshness> freshness() {
    Instant asOf = clock.instant().minusMillis(200);
    return table
        .position()
        .map(at -> new Freshness(asOf, Duration.ofMillis(200), "redis", at.seq(), at.epoch()));
  }

  /** A change as the follower applies it; answers its number. */
  @CanIgnoreReturnValue
  synchronized long change(StatusChange.Kind kind, int index, StatusWord word) {
    seq++;
    table.take(new StatusChange(position(), kind, index, word, clock.instant()));
    return seq;
  }

  /** The table is loaded anew somewhere else, and nobody is told of a change. */
  synchronized void reload(long newEpoch, long newSeq) {
    epoch = newEpoch;
    seq = newSeq;
    table.publish(position());
  }

  double slowReaders() {
    return meters.get("goldcard.shed").tag("reason", "slow_reader").counter().count();
  }
}
