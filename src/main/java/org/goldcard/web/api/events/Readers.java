package org.goldcard.web.api.events;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.goldcard.partners.Access;
import org.goldcard.web.limit.Shed;

/**
 * Who reads the streams of this node; for one event loop. What is told to thousands is told a
 * hundred at a time, one word after the other, so that scans on the same loop wait for a hundred at
 * most.
 */
final class Readers {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration SPREAD = Duration.ofSeconds(4);
  private static final int AT_ONCE = 100;

  private final StreamPlaces places;
  private final Shed shed;
  private final RandomGenerator random;
  private final Consumer<Runnable> later;
  private final Set<Subscriber> all = new LinkedHashSet<>();
  private final Deque<Telling> tellings = new ArrayDeque<>();

  /** Nobody yet; what remains to be told is told later, on the same loop. */
  Readers(StreamPlaces places, Shed shed, RandomGenerator random, Consumer<Runnable> later) {
    this.later = later;
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

  int count() {
    return all.size();
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

  /** Whether something is still being told. */
  boolean isBusy() {
    return !tellings.isEmpty();
  }

  /** Tells all; whoever does not take it is gone. */
  void tell(Buffer event) {
    tellings.add(new Telling(event, List.copyOf(all).iterator()));
    if (tellings.size() == 1) {
      tellSome();
    }
  }

  private void tellSome() {
    Telling now = tellings.element();
    for (int i = 0; i < AT_ONCE && now.to.hasNext(); i++) {
      write(now.to.next(), now.event);
    }
    if (!now.to.hasNext()) {
      tellings.remove();
    }
    if (!tellings.isEmpty()) {
      later.accept(this::tellSome);
    }
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

  /** An event with those who have yet to be told of it. */
  private record Telling(Buffer event, Iterator<Subscriber> to) {}
}
