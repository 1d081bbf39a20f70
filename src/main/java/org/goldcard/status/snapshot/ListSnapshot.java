package org.goldcard.status.snapshot;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.goldcard.status.PublishedList;
import org.jspecify.annotations.Nullable;

/**
 * All published lists at one moment.
 *
 * @param epoch the epoch of the feed
 * @param rev the revision they contain at least
 * @param asOf the moment of which they are known to be complete
 * @param parts the lists in order
 */
public record ListSnapshot(long epoch, long rev, Instant asOf, List<Part> parts) {
  /** Copies the lists. */
  public ListSnapshot {
    parts = List.copyOf(parts);
  }

  @Nullable Part part(int number) {
    return number < parts.size() ? parts.get(number) : null;
  }

  /** One list. Its text is made once, when somebody asks for it first; safe from any thread. */
  public static final class Part {
    private final int number;
    private final String tag;
    private final BitSet bits;
    private final Function<BitSet, String> packed;
    private @Nullable String text;

    Part(int number, PublishedList.Published list, Function<BitSet, String> packed) {
      this(number, list.etag(), list.bits(), packed);
    }

    private Part(int number, String tag, BitSet bits, Function<BitSet, String> packed) {
      this.number = number;
      this.tag = tag;
      this.bits = bits;
      this.packed = packed;
    }

    /** Which list. */
    public int number() {
      return number;
    }

    /** The claim {@code lst}; the first call takes milliseconds. */
    public synchronized String text() {
      if (text == null) {
        text = packed.apply(bits());
      }
      return text;
    }

    /** Its bits, a copy. */
    BitSet bits() {
      return (BitSet) bits.clone();
    }

    boolean isSet(int place) {
      return bits.get(place);
    }

    String tag() {
      return tag;
    }

    boolean isLike(Part other) {
      return bits.equals(other.bits);
    }

    /** This list, signed anew: the text is kept. */
    synchronized Part as(PublishedList.Published list) {
      Part same = new Part(number, list.etag(), bits, packed);
      same.text = text;
      return same;
    }
  }
}
