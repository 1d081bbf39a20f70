package org.goldcard.web.api.events;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.goldcard.partners.Access;
import org.goldcard.web.limit.Shed;

/** Who reads the streams of this node; for one thread at a time. */
final class Readers {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration SPREAD = Duration.ofSeconds(4);

  private final StreamPlaces places;
  private final Shed shed;
  private final RandomGenerator random;
  private final Set<Subscriber> all = new LinkedHashSet<>();

  Readers(StreamPlaces places, Shed shed, RandomGenerator random) {
    this.places = places;
    this.shed = shed;
    this.random = random;
  }

  StreamPlaces places() {
    return places;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Takes one in; false when there is no room. */
  boolean add(Subscriber subscriber) {
    return places.take(subscriber.access().clientId()) && all.add(subscriber);
  }

  void forget(Subscriber subscriber) {
    if (all.remove(subscriber)) {
      places.leave(subscriber.access().clientId());
    }
  }

  /** Tells all; whoever does not take it is gone. */
  void tell(Buffer event) {
    List.copyOf(all).forEach(subscriber -> write(subscriber, event));
  }

  void write(Subscriber subscriber, Buffer event) {
    if (!subscriber.write(event)) {
      shed.count(Shed.Reason.SLOW_READER);
      forget(subscriber);
    }
  }

  /** Ends the streams of those whose token is over, and of clients that may act no more. */
  void endThose(Instant now, Predicate<Access> active) {
    for (Subscriber subscriber : List.copyOf(all)) {
      if (!subscriber.access().expiresAt().isAfter(now)) {
        end(subscriber, "token");
      } else if (!active.test(subscriber.access())) {
        end(subscriber, "client");
      }
    }
  }

  void endAll(String reason) {
    List.copyOf(all).forEach(subscriber -> end(subscriber, reason));
  }

  /** Ends the stream of one that was never taken in. */
  void refuse(Subscriber subscriber, String reason) {
    subscriber.end(EventText.close(reason, retry()));
  }

  private void end(Subscriber subscriber, String reason) {
    refuse(subscriber, reason);
    forget(subscriber);
  }

  /** Not all come back at once. */
  private Duration retry() {
    return SOON.plusMillis(random.nextLong(SPREAD.toMillis()));
  }
}
