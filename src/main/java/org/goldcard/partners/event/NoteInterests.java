package org.goldcard.partners.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.partners.event.Interests.Interest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes whom clients ask about, so that they are told when the card changes. Nobody waits for it:
 * what is new is written in batches within {@link #EVERY}, and kept meanwhile, up to a bound, while
 * the database is away. A node killed in that time forgets it: the client's next question brings it
 * back. Safe from any thread.
 */
public final class NoteInterests {
  /** How long a note waits at most while the database is there. */
  public static final Duration EVERY = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(NoteInterests.class);
  private static final int REMEMBERED = 200_000;
  private static final int WAITING = 50_000;
  private static final int AT_ONCE = 1_000;

  private final Interests store;
  private final Cache<Interest, Boolean> noted;
  private List<Interest> waiting = new ArrayList<>();
  private boolean writing;

  /**
   * Notes in a store.
   *
   * @param nanos a monotonic clock
   */
  public NoteInterests(Interests store, Ticker nanos) {
    this.store = store;
    this.noted =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .ticker(nanos)
            .expireAfterWrite(Duration.ofHours(12))
            .build();
  }

  /** Writes regularly, until the timer with the answered id is cancelled. */
  public long start(Vertx vertx) {
    return vertx.setPeriodic(EVERY.toMillis(), id -> write());
  }

  /** Notes that a client asked about a holder; costs a look into a cache where it did before. */
  public void note(String clientId, String holder) {
    Interest interest = new Interest(clientId, holder);
    if (noted.asMap().putIfAbsent(interest, true) == null) {
      add(interest);
    }
  }

  private synchronized void add(Interest interest) {
    if (waiting.size() < WAITING) {
      waiting.add(interest);
    } else {
      noted.invalidate(interest);
    }
  }

  private void write() {
    List<Interest> some = take();
    if (!some.isEmpty()) {
      store.note(some).onComplete(done -> written(), failure -> putBack(some, failure));
    }
  }

  private synchronized List<Interest> take() {
    if (writing || waiting.isEmpty()) {
      return List.of();
    }
    writing = true;
    int most = Math.min(waiting.size(), AT_ONCE);
    List<Interest> some = List.copyOf(waiting.subList(0, most));
    waiting = new ArrayList<>(waiting.subList(most, waiting.size()));
    return some;
  }

  private synchronized void written() {
    writing = false;
  }

  private synchronized void putBack(List<Interest> some, Throwable failure) {
    writing = false;
    LOG.debug("interests wait", failure);
    some.forEach(this::add);
  }
}
