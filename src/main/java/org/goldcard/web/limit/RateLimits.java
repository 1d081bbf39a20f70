package org.goldcard.web.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rates that callers are held to on this node, in its own memory: 1 MB, whoever calls. Nothing
 * here waits or allocates; safe from any thread.
 */
public final class RateLimits {
  private static final int PLACES = 1 << 16;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final Map<Limit, Rate> rates;
  private final Map<Limit, RateFields> fields = new EnumMap<>(Limit.class);
  private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);
  private final Buckets buckets = new Buckets(PLACES);
  private final LongSupplier nanos;
  private final long seed;

  /**
   * Limits by these rates.
   *
   * @param rates the rate of every limit that rests on the node's memory
   * @param nanos a monotonic clock
   * @param seed unknown to callers, so that nobody can choose whose place he takes
   */
  public RateLimits(Map<Limit, Rate> rates, LongSupplier nanos, long seed, MeterRegistry meters) {
    this.rates = new EnumMap<>(rates);
    this.nanos = nanos;
    this.seed = seed;
    for (Limit limit : Limit.values()) {
      if (limit.ground() == Limit.Ground.NODE && !rates.containsKey(limit)) {
        throw new IllegalArgumentException("rates: none for " + limit);
      }
      String name = limit.name().toLowerCase(Locale.ROOT);
      refused.put(limit, meters.counter("goldcard.limited", "limit", name));
    }
    rates.forEach((limit, rate) -> fields.put(limit, new RateFields(limit, rate)));
  }

  /** The rate of a limit that rests on the node's memory. */
  public Rate rate(Limit limit) {
    Rate rate = rates.get(limit);
    if (rate == null) {
      throw new IllegalArgumentException("limit: not of this node's memory");
    }
    return rate;
  }

  /** How answers tell of a limit that rests on the node's memory. */
  public RateFields fields(Limit limit) {
    RateFields known = fields.get(limit);
    if (known == null) {
      throw new IllegalArgumentException("limit: not of this node's memory");
    }
    return known;
  }

  /**
   * Takes permits of a limit from a caller.
   *
   * @param where the second half of its name, such as the checkpoint; null without one
   * @return when they were taken, how many are left, as a number not above 0; else how long to
   *     wait, in nanoseconds
   */
  public long take(Limit limit, String who, @Nullable String where, int permits) {
    long key = mix(hash(hash(seed + limit.name().hashCode(), who), where == null ? "" : where));
    return counted(limit, buckets.take(key, rate(limit), permits, nanos.getAsLong()));
  }

  /**
   * Takes one permit of a limit from an address; those of one IPv6 network of 64 bits share.
   * Answers as for a name.
   */
  public long take(Limit limit, InetAddress address) {
    return counted(limit, buckets.take(key(limit, address), rate(limit), 1, nanos.getAsLong()));
  }

  /** Whether an address has no permit left. */
  public boolean isOver(Limit limit, InetAddress address) {
    return buckets.isEmpty(key(limit, address), rate(limit), nanos.getAsLong());
  }

  /** Counts a refusal of a limit that is kept elsewhere. */
  public void refuse(Limit limit) {
    Counter counter = refused.get(limit);
    if (counter != null) {
      counter.increment();
    }
  }

  private long counted(Limit limit, long wait) {
    if (wait > 0) {
      refuse(limit);
    }
    return wait;
  }

  private long key(Limit limit, InetAddress address) {
    byte[] bytes = address.getAddress();
    long key = seed + limit.name().hashCode();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      key = (key ^ bytes[i]) * STEP;
    }
    return mix(key);
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * STEP;
      hash ^= hash >>> 29;
    }
    return (hash ^ text.length()) * STEP;
  }

  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 32) * STEP;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? 1 : mixed;
  }
}
