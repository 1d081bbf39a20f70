package org.goldcard.status;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.goldcard.card.StatusWord;
import org.goldcard.card.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the Token Status List that offline scanners and partners fetch. List n covers the
 * indexes from n·2^20, one bit each: 0 for what may be accepted and for indexes nobody was given, 1
 * for everything else, all reasons alike. A pass's bit follows its card's state too, for a verifier
 * sees only the pass's index.
 *
 * <p>A list is built anew when its bits changed and when half of {@link #TTL} is over, from a table
 * that is proven fresh and dated with that proof; without one the old list stays until it expires
 * by itself. Readers are served from memory. Safe from any thread.
 */
public final class PublishedList {
  /** How many indexes one list covers. */
  public static final int SIZE = 1 << 20;

  /** The list's {@code ttl}: how soon a reader fetches anew, and the longest a list stands here. */
  public static final Duration TTL = Duration.ofSeconds(60);

  /** A list is built only from a table proven complete within this time. */
  public static final Duration FRESH = Duration.ofSeconds(5);

  private final CardTable table;
  private final Supplier<Optional<Freshness>> freshness;
  private final InstantSource clock;
  private final Signer signer;
  private final Worker worker;
  private final Map<Integer, Published> lists = new ConcurrentHashMap<>();
  private final NotedChanges noted = new NotedChanges();
  private volatile @Nullable Built built;
  private long day = Long.MIN_VALUE;

  /**
   * Lists of a table, none built yet.
   *
   * @param freshness how fresh that table is
   * @param clock for the terms of cards
   * @param worker where lists are built: never an event loop
   */
  public PublishedList(
      CardTable table,
      Supplier<Optional<Freshness>> freshness,
      InstantSource clock,
      Signer signer,
      Worker worker) {
    this.table = table;
    this.freshness = freshness;
    this.clock = clock;
    this.signer = signer;
    this.worker = worker;
    table.onChange(noted::add);
    table.onWhole(noted::forget);
  }

  /** The list as last built; empty when there is no such list, or none could be built yet. */
  public Optional<Published> list(int number) {
    return Optional.ofNullable(lists.get(number));
  }

  /** How many lists there are: at least one, as many as cover every index in use. */
  public int count() {
    return Math.max(1, (table.limit() + SIZE - 1) / SIZE);
  }

  /** What the lists as they stand contain; empty until they were built once. */
  public Optional<Built> built() {
    return Optional.ofNullable(built);
  }

  /**
   * Looks for changed bits and aged lists and builds those anew, on the worker; to be called every
   * few seconds, one call at a time. Only what changed is looked at, and the passes of changed
   * cards are searched for: some milliseconds a million. Answers how many were built.
   */
  public Future<Integer> refresh() {
    Optional<Freshness> proof = freshness.get().filter(f -> f.isWithin(FRESH));
    return proof.isEmpty()
        ? Future.succeededFuture(0)
        : worker.run(() -> buildAll(proof.get().asOf()));
  }

  /** Terms end at midnight without a change: then, and in doubt, all entries are looked at. */
  private int buildAll(Instant asOf) {
    Position reached = table.position().orElse(null);
    Built before = built;
    long today = Validity.dayOf(clock.instant()).toEpochDay();
    boolean same = (before != null && before.reached.equals(reached)) || noted.cover(reached);
    try {
      BitSet changed = before == null || today != day || !same ? null : noted.take(table);
      int count = build(changed, asOf);
      day = today;
      built = reached == null ? null : new Built(reached, asOf);
      return count;
    } catch (RuntimeException e) {
      noted.forget();
      throw e;
    }
  }

  private int build(@Nullable BitSet changed, Instant asOf) {
    if (changed == null) {
      noted.begin();
    }
    int count = 0;
    for (int number = 0; number < count(); number++) {
      Published old = lists.get(number);
      byte[] bits = old == null || changed == null ? bits(number) : bits(old.bits, number, changed);
      count += build(number, bits, asOf);
    }
    return count;
  }

  private int build(int number, byte[] bits, Instant asOf) {
    Published old = lists.get(number);
    boolean young = old != null && asOf.isBefore(old.asOf.plus(TTL.dividedBy(2)));
    if (old != null && young && Arrays.equals(old.bits, bits)) {
      return 0;
    }
    lists.put(number, new Published(signer.sign(number, bits, asOf), bits, asOf));
    return 1;
  }

  /** The bits of a list that was built before, with those entries looked at anew. */
  private byte[] bits(byte[] before, int number, BitSet changed) {
    int first = number * SIZE;
    int next = changed.nextSetBit(first);
    byte[] bits = next < 0 || next >= first + SIZE ? before : before.clone();
    for (; next >= 0 && next < first + SIZE; next = changed.nextSetBit(next + 1)) {
      int place = next - first;
      int mask = 1 << (place & 7);
      int others = bits[place >>> 3] & ~mask;
      bits[place >>> 3] = (byte) (refuses(next) ? others | mask : others);
    }
    return bits;
  }

  /** The bits of a list now: index i is bit i mod 8, from the lowest, of byte i / 8. */
  byte[] bits(int number) {
    byte[] bits = new byte[SIZE / 8];
    Instant now = clock.instant();
    int first = number * SIZE;
    for (int i = 0; i < SIZE; i++) {
      if (isRefused(table.at(first + i), now)) {
        bits[i >>> 3] |= (byte) (1 << (i & 7));
      }
    }
    return bits;
  }

  /** Whether a list built now would say 1 at an index, counted through all lists. */
  public boolean refuses(int index) {
    return isRefused(table.at(index), clock.instant());
  }

  private boolean isRefused(StatusWord word, Instant now) {
    if (!word.isPresent()) {
      return false;
    }
    boolean card = word.isPass() && !table.at(word.cardIndex()).isActive();
    return card || !word.isActive() || word.endedAt(now);
  }

  /** Packs and signs a list. */
  @FunctionalInterface
  public interface Signer {
    /**
     * The signed list as text.
     *
     * @param number which list
     * @param bits {@link #SIZE} bits, as the Token Status List packs one-bit entries
     * @param asOf when the table was known to be complete: the list's {@code iat}
     */
    String sign(int number, byte[] bits, Instant asOf);
  }

  /** Runs work that takes long on a thread that may take long. */
  @FunctionalInterface
  public interface Worker {
    /** Runs it; an exception is a failed future. */
    Future<Integer> run(Callable<Integer> work);
  }

  /**
   * What all lists contain: every change up to a position, perhaps later ones, all of them as of a
   * moment.
   */
  public record Built(Position reached, Instant asOf) {}

  /** What the table has taken since it was last looked at; more than fits stands for everything. */
  private static final class NotedChanges {
    private static final int MOST = 20_000;

    private final Set<Integer> entries = new HashSet<>();
    private final Set<Integer> cards = new HashSet<>();
    private @Nullable Position upTo;
    private boolean tooMuch = true;

    /** The table says so after it has published the position. */
    private synchronized void add(StatusChange change) {
      upTo = change.position();
      if (change.kind().isSubject() || tooMuch) {
        return;
      }
      entries.add(change.index());
      if (change.kind() == StatusChange.Kind.CARD) {
        cards.add(change.index());
      }
      tooMuch = entries.size() > MOST;
    }

    /** From now on only what everything does not yet contain. */
    private synchronized void begin() {
      entries.clear();
      cards.clear();
      tooMuch = false;
    }

    private synchronized void forget() {
      tooMuch = true;
    }

    /** Whether every change up to a position was noted. */
    private synchronized boolean cover(@Nullable Position position) {
      Position last = upTo;
      return last != null && position != null && !position.isBeyond(last);
    }

    /** The entries to be looked at, the passes of changed cards among them; null for everything. */
    private @Nullable BitSet take(CardTable table) {
      Set<Integer> stopped;
      BitSet all = new BitSet();
      synchronized (this) {
        if (tooMuch) {
          return null;
        }
        entries.forEach(all::set);
        stopped = Set.copyOf(cards);
        begin();
      }
      if (!stopped.isEmpty()) {
        table.passesOf(stopped).forEach(all::set);
      }
      return all;
    }
  }

  /** One list as served. */
  public static final class Published {
    private final String text;
    private final byte[] bits;
    private final Instant asOf;

    private Published(String text, byte[] bits, Instant asOf) {
      this.text = text;
      this.bits = bits;
      this.asOf = asOf;
    }

    /** The signed list, a compact JWT. */
    public String text() {
      return text;
    }

    /** Its bits, a copy: set for every index that is refused. */
    public BitSet bits() {
      return BitSet.valueOf(bits);
    }

    /** A strong entity tag with its quotes: another for every signature made. */
    public String etag() {
      int tail = Math.max(0, text.length() - 22);
      return '"' + text.substring(tail).replace('"', '_') + '"';
    }

    /** When the table was known to be complete. */
    public Instant asOf() {
      return asOf;
    }
  }
}
