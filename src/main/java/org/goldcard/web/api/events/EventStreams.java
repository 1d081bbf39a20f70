package org.goldcard.web.api.events;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.goldcard.partners.Access;
import org.goldcard.status.Freshness;
import org.goldcard.status.StatusChange;
import org.goldcard.web.limit.Shed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open streams of this node: one timer, one encoding of each event, whoever reads. Changes that
 * come together are told together; more at once than {@value #TOGETHER} are told as {@code reload}.
 *
 * <p>{@link #changed}, {@link #open} and {@link #close} may be called from any thread; all else
 * happens on one event loop.
 */
public final class EventStreams {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final int PER_MILLI = 25;
  private static final int TOGETHER = 1000;
  private static final int RECENT = 10_000;

  /** How many beats without a reader the passes of changed cards are still searched for. */
  private static final int PATIENCE = 60;

  private final Context context;
  private final Vertx vertx;
  private final EventSources sources;
  private final Readers readers;
  private final RecentEntries recent = new RecentEntries(RECENT);
  private final Pending pending = new Pending(TOGETHER);
  private Set<Integer> cards = new HashSet<>();
  private boolean searching;
  private boolean waiting;
  private int lonely;
  private boolean closed;
  private Mark mark = Mark.NONE;
  private @Nullable Mark ahead;
  private long timer = -1;

  /**
   * No streams yet.
   *
   * @param random spreads those who come back
   */
  public EventStreams(
      Vertx vertx, EventSources sources, StreamPlaces places, Shed shed, RandomGenerator random) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.sources = sources;
    this.readers =
        new Readers(places, shed, random, work -> context.runOnContext(now -> work.run()));
  }

  /** Begins to beat. */
  public void start() {
    context.runOnContext(
        now -> {
          settle();
          timer = vertx.setPeriodic(BEAT.toMillis(), id -> beat());
        });
  }

  /** Tells of a change that the card table has taken. */
  public void changed(StatusChange change) {
    if (pending.add(change)) {
      context.runOnContext(now -> vertx.setTimer(gather(), id -> flush()));
    }
  }

  /** Tells that other rules count: when this node's bundles carry them, and not before. */
  public void rulesChanged() {
    context.runOnContext(
        now -> {
          flush();
          readers.tell(EventText.fetch("rules", mark));
        });
  }

  StreamPlaces places() {
    return readers.places();
  }

  /** Opens a stream, from where its reader was before if that is known. */
  void open(Access access, Optional<Mark> from, HttpServerResponse response) {
    context.runOnContext(now -> welcome(new Subscriber(access, response), from, response));
  }

  private void welcome(Subscriber subscriber, Optional<Mark> from, HttpServerResponse response) {
    flush();
    if (closed || !readers.add(subscriber)) {
      readers.refuse(subscriber, closed ? "stopping" : "full");
      return;
    }
    response.closeHandler(gone -> context.runOnContext(now -> readers.forget(subscriber)));
    if (response.closed()) {
      readers.forget(subscriber);
      return;
    }
    from.ifPresent(known -> readers.write(subscriber, catchUp(known)));
    readers.write(subscriber, beatNow());
  }

  private Buffer catchUp(Mark from) {
    return recent
        .between(from, mark, TOGETHER)
        .map(entries -> EventText.change(mark, entries))
        .orElseGet(() -> EventText.fetch("reload", mark));
  }

  /** Ends all streams, and tells their readers when to come back: not all at once. */
  public void close() {
    context.runOnContext(
        now -> {
          closed = true;
          vertx.cancelTimer(timer);
          readers.endAll("stopping");
        });
  }

  private void beat() {
    flush();
    settle();
    readers.endThose(sources.clock().instant(), sources.active());
    readers.tell(beatNow());
    searchPasses();
  }

  private Buffer beatNow() {
    return EventText.status(mark, sources.freshness().get(), sources.clock().instant());
  }

  /** Notices a table that went another way than by changes: loaded anew, or rolled back. */
  private void settle() {
    Optional<Freshness> fresh = sources.freshness().get();
    if (fresh.isEmpty()) {
      return;
    }
    Mark table = new Mark(fresh.get().epoch(), fresh.get().rev());
    boolean behind = table.epoch() == mark.epoch() && table.rev() > mark.rev();
    if (table.equals(mark)) {
      ahead = null;
    } else if (behind && !mark.equals(ahead)) {
      // The word of the change itself may be on its way; by the next beat it is lost.
      ahead = mark;
    } else {
      startAnew(table);
    }
  }

  private void startAnew(Mark from) {
    ahead = null;
    mark = from;
    recent.forgetBefore(from);
    readers.tell(EventText.fetch("reload", from));
  }

  /** While the last word is still being told the next changes are gathered. */
  private void flush() {
    if (readers.isBusy()) {
      flushLater();
      return;
    }
    Optional<List<StatusChange>> taken = pending.take();
    if (taken.isEmpty()) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    EnumSet<StatusChange.Kind> kinds = EnumSet.noneOf(StatusChange.Kind.class);
    for (StatusChange change : taken.get()) {
      if (advance(Mark.of(change.position()))) {
        kinds.add(change.kind());
        note(change, entries);
      }
    }
    tell(entries);
    tellOf(kinds);
  }

  /** The more are to be told the longer changes are gathered: a fifth of a second for 5,000. */
  private long gather() {
    return GATHER.toMillis() + readers.count() / PER_MILLI;
  }

  private void flushLater() {
    if (!waiting) {
      waiting = true;
      vertx.setTimer(
          gather(),
          id -> {
            waiting = false;
            flush();
          });
    }
  }

  /** Goes on to the next mark, over a gap if there is one; false for what was there before. */
  private boolean advance(Mark next) {
    boolean old = next.epoch() == mark.epoch() && next.rev() <= mark.rev();
    boolean gap = next.epoch() != mark.epoch() || next.rev() > mark.rev() + 1;
    if (gap) {
      startAnew(next);
    } else if (!old) {
      mark = next;
    }
    return !old;
  }

  private void note(StatusChange change, List<Entry> entries) {
    if (!change.kind().isSubject()) {
      entries.add(new Entry(change.index(), sources.refused().test(change.index())));
    }
    if (change.kind() == StatusChange.Kind.CARD) {
      cards.add(change.index());
    }
  }

  private void tell(List<Entry> entries) {
    if (!entries.isEmpty()) {
      recent.add(mark, entries);
      readers.tell(EventText.change(mark, entries));
    }
  }

  private void tellOf(Set<StatusChange.Kind> kinds) {
    if (kinds.contains(StatusChange.Kind.KEY)) {
      readers.tell(EventText.fetch("keys", mark));
    }
  }

  /** A stopped card stops its passes, whose bits stand elsewhere in the lists. */
  private void searchPasses() {
    lonely = readers.isEmpty() ? lonely + 1 : 0;
    if (searching || cards.isEmpty()) {
      return;
    }
    if (lonely > PATIENCE || cards.size() > RECENT) {
      cards = new HashSet<>();
      startAnew(mark);
      return;
    }
    Set<Integer> changed = cards;
    cards = new HashSet<>();
    searching = true;
    sources
        .passes()
        .of(changed)
        .onComplete(found -> context.runOnContext(now -> found(found.result())));
  }

  private void found(@Nullable List<Integer> passes) {
    searching = false;
    flush();
    if (passes == null) {
      LOG.warn("the passes of changed cards could not be found; scanners are told to reload");
      startAnew(mark);
      return;
    }
    List<Entry> entries = new ArrayList<>();
    passes.forEach(index -> entries.add(new Entry(index, sources.refused().test(index))));
    tell(entries);
  }
}
