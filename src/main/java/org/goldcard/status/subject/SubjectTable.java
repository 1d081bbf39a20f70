package org.goldcard.status.subject;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.goldcard.card.SubjectWord;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subjects of the feed in memory: their words are those of the card table, what they are is
 * read from the record whenever a word names a newer version than the one held.
 *
 * <p>So a withdrawal acts from the word alone, also while the record is away. A subject whose word
 * is ahead of its body is {@link #current not current} until the body was read: nothing is granted
 * on an outdated one. Safe from any thread; reading never blocks.
 */
public final class SubjectTable {
  /** How often the record is asked again for what could not be read. */
  public static final Duration AGAIN = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(SubjectTable.class);
  private static final Set<Kind> SUBJECTS =
      EnumSet.of(Kind.CLIENT, Kind.DEVICE, Kind.KEY, Kind.RULES);
  private static final int PAGE = 500;
  private static final long PATIENCE_SECONDS = 5;

  private final Vertx vertx;
  private final CardTable words;
  private final SubjectLedger ledger;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile Held held = new Held();
  private @Nullable Future<Void> reading;
  private volatile long epoch;
  private volatile boolean failing;
  private long timer = -1;

  /** A table over the words of a card table, nothing read yet. */
  public SubjectTable(Vertx vertx, CardTable words, SubjectLedger ledger) {
    this.vertx = vertx;
    this.words = words;
    this.ledger = ledger;
  }

  /** Reads everything once, the card table being loaded, and keeps it current from then on. */
  public Future<Void> start() {
    words.onSubject(this::signal);
    synchronized (this) {
      timer = vertx.setPeriodic(AGAIN.toMillis(), id -> catchUpQuietly());
    }
    return readAll().compose(read -> catchUp());
  }

  /** Stops asking; what is held stays. */
  public synchronized void stop() {
    vertx.cancelTimer(timer);
  }

  /** Calls back, on any thread, after words or bodies of subjects may have changed. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** The word of a subject now; {@link SubjectWord#NONE} of one this node never read. */
  public SubjectWord word(Kind kind, String name) {
    Subject known = held.find(kind, name);
    return known == null ? SubjectWord.NONE : word(known);
  }

  /** A subject with its word of now, if what is held of it is as new as that word. */
  public Optional<Subject> current(Kind kind, String name) {
    return Optional.ofNullable(held.find(kind, name))
        .filter(subject -> word(subject).version() == subject.word().version());
  }

  /**
   * The same, waiting for what is being read: empty for a subject nobody recorded, a failed future
   * for one that cannot be read.
   */
  public Future<Optional<Subject>> find(Kind kind, String name) {
    Optional<Subject> current = current(kind, name);
    return current.isPresent()
        ? Future.succeededFuture(current)
        : catchUp().map(read -> current(kind, name));
  }

  /** All subjects of a kind by name, each with its word of now and the body that is held. */
  public List<Subject> all(Kind kind) {
    return held.byIndex.values().stream()
        .filter(s -> s.kind() == kind)
        .map(s -> new Subject(s.kind(), s.name(), s.index(), word(s), s.body()))
        .sorted(Comparator.comparing(Subject::name))
        .toList();
  }

  /** The word of the table, unless the body was read before the table heard of the change. */
  private SubjectWord word(Subject known) {
    SubjectWord now = new SubjectWord(words.bits(known.index()));
    return now.version() >= known.word().version() ? now : known.word();
  }

  /** On the thread of the card table's writer, which must not be kept. */
  private void signal() {
    if (signalled.compareAndSet(false, true)) {
      vertx.runOnContext(
          go -> {
            signalled.set(false);
            tell();
            catchUpQuietly();
          });
    }
  }

  private void tell() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.error("a change of the feed could not be taken over", e);
      }
    }
  }

  private void catchUpQuietly() {
    if (isBehind()) {
      catchUp().onComplete(done -> note(done.cause()));
    }
  }

  private void note(@Nullable Throwable failure) {
    if (failure != null && !failing) {
      LOG.warn("clients, keys or rules that changed cannot be read", failure);
    }
    failing = failure != null;
  }

  private boolean isBehind() {
    return epochNow() != epoch || !stale().isEmpty();
  }

  /** Reads what is not held as new as its word names it; one reading at a time. */
  private synchronized Future<Void> catchUp() {
    Future<Void> running = reading;
    if (running == null) {
      running = read();
      if (!running.isComplete()) {
        reading = running;
        running.onComplete(done -> ended());
      }
    }
    return running;
  }

  private synchronized void ended() {
    reading = null;
  }

  private Future<Void> read() {
    if (epochNow() != epoch) {
      return readAll();
    }
    List<Integer> stale = stale();
    return stale.isEmpty()
        ? Future.succeededFuture()
        : patiently(ledger.at(stale)).compose(read -> take(read, stale));
  }

  /** What is stale even now was never recorded so: the timer asks again, not a busy loop. */
  private Future<Void> take(List<Subject> read, List<Integer> stale) {
    read.forEach(held::put);
    tell();
    return stale().equals(stale) ? Future.succeededFuture() : read();
  }

  /** After a restored backup versions may have gone back: nothing held counts any more. */
  private Future<Void> readAll() {
    long now = epochNow();
    return patiently(ledger.all(SUBJECTS))
        .map(
            all -> {
              Held fresh = new Held();
              all.forEach(fresh::put);
              held = fresh;
              epoch = now;
              tell();
              return null;
            });
  }

  private static <T> Future<T> patiently(Future<T> answer) {
    return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Indexes, at most a page of them, whose words are ahead of what is held. */
  private List<Integer> stale() {
    List<Integer> stale = new ArrayList<>();
    int index = words.nextInUse(SubjectWord.FIRST_INDEX);
    while (index < CardTable.CAPACITY && stale.size() < PAGE) {
      SubjectWord word = new SubjectWord(words.bits(index));
      if (word.isPresent() && word.version() > held.version(index)) {
        stale.add(index);
      }
      index = words.nextInUse(index + 1);
    }
    return stale;
  }

  private long epochNow() {
    return words.position().map(Position::epoch).orElse(0L);
  }

  private record Name(Kind kind, String name) {}

  /** What was read, of one epoch. */
  private static final class Held {
    private final Map<Integer, Subject> byIndex = new ConcurrentHashMap<>();
    private final Map<Name, Subject> byName = new ConcurrentHashMap<>();

    private void put(Subject subject) {
      byIndex.put(subject.index(), subject);
      byName.put(new Name(subject.kind(), subject.name()), subject);
    }

    private @Nullable Subject find(Kind kind, String name) {
      return byName.get(new Name(kind, name));
    }

    private int version(int index) {
      Subject known = byIndex.get(index);
      return known == null ? 0 : known.word().version();
    }
  }
}
