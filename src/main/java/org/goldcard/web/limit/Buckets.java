package org.goldcard.web.limit;

/**
 * Token buckets by key in a table of fixed size, without allocating: each is one moment, that at
 * which it will be full again (the generic cell rate algorithm of ATM Forum TM 4.1). A bucket that
 * is full needs no place. Where all places for a key are taken by others in debt, the one that owes
 * least is forgotten: memory stays bounded, and a flood of keys cannot clear a heavy debt. Safe
 * from any thread.
 */
final class Buckets {
  private static final int WAYS = 8;
  private static final int LOCKS = 64;

  private final long[] keys;
  private final long[] fullAt;
  private final int sets;
  private final Object[] locks = new Object[LOCKS];

  /** A table of so many places, rounded up to a power of two; 16 bytes each. */
  Buckets(int places) {
    this.sets = Math.max(1, Integer.highestOneBit(Math.max(1, places - 1)) * 2 / WAYS);
    this.keys = new long[sets * WAYS];
    this.fullAt = new long[sets * WAYS];
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /**
   * Takes permits, if there is one: more than there are is a debt, to grow back before the next.
   *
   * @param key any number but 0, well mixed
   * @param now by a monotonic clock, in nanoseconds
   * @return when they were taken, how many are left, as a number not above 0; else how long to wait
   *     for one, in nanoseconds
   */
  long take(long key, Rate rate, int permits, long now) {
    int set = setOf(key);
    synchronized (locks[set & LOCKS - 1]) {
      int place = place(set, key, now);
      long debt = debt(place, key, now);
      long wait = debt + rate.interval() - rate.tolerance();
      if (wait > 0) {
        return wait;
      }
      keys[place] = key;
      long owed = debt + permits * rate.interval();
      fullAt[place] = now + owed;
      return -Math.max(0, (rate.tolerance() - owed) / rate.interval());
    }
  }

  /** Whether one more permit could not be taken now. */
  boolean isEmpty(long key, Rate rate, long now) {
    int set = setOf(key);
    synchronized (locks[set & LOCKS - 1]) {
      return debt(place(set, key, now), key, now) + rate.interval() > rate.tolerance();
    }
  }

  private int setOf(long key) {
    return (int) (key ^ key >>> 32) & sets - 1;
  }

  private long debt(int place, long key, long now) {
    return keys[place] == key ? Math.max(0, fullAt[place] - now) : 0;
  }

  /** Where the key is, else a place that is free, else that of the smallest debt. */
  private int place(int set, long key, long now) {
    int best = set * WAYS;
    long least = Long.MAX_VALUE;
    for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
      if (keys[i] == key) {
        return i;
      }
      long debt = keys[i] == 0 ? 0 : Math.max(0, fullAt[i] - now);
      if (debt < least) {
        least = debt;
        best = i;
      }
    }
    return best;
  }
}
