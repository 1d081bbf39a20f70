package org.goldcard.verifying.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * VisitText noted under keys, each for a while. Two pages: the newer one is written, both are read.
 * When the newer one is full, or the older one is over anyway, the older one is forgotten as a
 * whole and written anew: so nothing need be removed one by one, and the newer half of the notes it
 * may hold is always there. For one thread at a time.
 */
final class Notebook {
  private final LongSupplier nanos;
  private final long seed = new SplittableRandom().nextLong();
  private Page newer;
  private Page older;

  /**
   * An empty one.
   *
   * @param notes how many it holds at most, at least 2
   * @param nanos a monotonic clock
   */
  Notebook(int notes, LongSupplier nanos) {
    this.nanos = nanos;
    this.newer = new Page(Math.max(1, notes / 2));
    this.older = new Page(Math.max(1, notes / 2));
  }

  /** What was noted last under a key and still counts; null where nothing does. */
  @Nullable String find(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    long hash = hash(bytes);
    long now = nanos.getAsLong();
    int note = newer.find(bytes, hash);
    if (note != Page.NONE) {
      return newer.text(note, now);
    }
    note = older.find(bytes, hash);
    return note == Page.NONE ? null : older.text(note, now);
  }

  /** Notes a text in the place of what was noted under the key before. */
  void note(String key, String text, Duration life) {
    long now = nanos.getAsLong();
    if (newer.isFull() || (newer.isOld(now, life.toNanos()) && older.isOver(now))) {
      turn();
    }
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    newer.add(bytes, hash(bytes), content, now, now + life.toNanos());
  }

  /** Bytes taken by notes and their index. */
  long bytes() {
    return newer.bytes() + older.bytes();
  }

  private void turn() {
    Page forgotten = older;
    older = newer;
    newer = forgotten;
    newer.clear();
  }

  /** Nobody outside knows the seed, so nobody can choose keys that crowd one place. */
  private long hash(byte[] key) {
    long hash = seed;
    for (byte b : key) {
      hash = (hash ^ b) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
