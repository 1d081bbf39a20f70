package org.goldcard.partners.quota;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.partners.terms.Quota;
import org.jspecify.annotations.Nullable;

/**
 * Holds clients to their quotas. A request is counted in this node's memory and waits for nobody;
 * about once a second the nodes tell each other what they counted ({@link #share}), so that
 * together they let through at most what one second brings beyond a quota. While nothing can be
 * shared each node counts for itself. Safe from any thread.
 */
public final class ClientQuotas {
  /**
   * Clients counted at once; there are fewer with a quota, and whoever is beyond is not counted.
   */
  static final int CLIENTS = 10_000;

  private final InstantSource clock;
  private final SharedCounts shared;
  private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

  /** Counts by a clock that all nodes share as well as clocks are shared. */
  public ClientQuotas(InstantSource clock, SharedCounts shared) {
    this.clock = clock;
    this.shared = shared;
  }

  /**
   * Counts requests of a client, unless a quota of it is used up already.
   *
   * @param requests how many; they may go past the quota together, but not begin there
   * @return null when they were counted
   */
  public @Nullable Excess take(String clientId, Quota quota, int requests) {
    if (!quota.isBounded()) {
      return null;
    }
    Tally tally = tallies.get(clientId);
    if (tally == null) {
      if (tallies.size() >= CLIENTS) {
        return null;
      }
      tally = tallies.computeIfAbsent(clientId, Tally::new);
    }
    return tally.take(quota, requests, clock.instant());
  }

  /**
   * What is left of a client's quotas, as this node knows it; empty where it has none, or is not
   * counted.
   */
  public List<Left> left(String clientId, Quota quota) {
    Tally tally = quota.isBounded() ? tallies.get(clientId) : null;
    return tally == null ? List.of() : tally.left(quota, clock.instant());
  }

  /** Tells the other nodes what was counted here and learns what they counted; never fails. */
  public Future<Void> share() {
    Instant now = clock.instant();
    List<Future<?>> all = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      for (Tally.Window window : tally.current(now)) {
        all.add(share(tally, window));
      }
    }
    tallies.values().removeIf(tally -> tally.isIdle(now));
    return Future.join(all).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Long> share(Tally tally, Tally.Window window) {
    long unsent = tally.unsent(window);
    Duration life = window.bound().length().multipliedBy(2);
    return shared
        .add(window.name(), unsent, life)
        .onSuccess(total -> tally.shared(window, unsent, total));
  }

  /**
   * What is left of a quota.
   *
   * @param bound which
   * @param requests how many requests more it grants, 0 at least
   * @param until the time until it begins anew, more than nothing
   */
  public record Left(Bound bound, long requests, Duration until) {}

  /**
   * A quota that is used up.
   *
   * @param bound which
   * @param most how much it grants
   * @param left until it begins anew, more than nothing
   */
  public record Excess(Bound bound, int most, Duration left) {}

  /** The windows of time that quotas are granted for. */
  public enum Bound {
    MINUTE(Duration.ofMinutes(1)),
    DAY(Duration.ofDays(1));

    /** Jinan keeps UTC+8. */
    private static final long JINAN = 8 * 3600;

    private final Duration length;

    Bound(Duration length) {
      this.length = length;
    }

    /** How long such a window is. */
    public Duration length() {
      return length;
    }

    long numberAt(Instant moment) {
      return Math.floorDiv(moment.getEpochSecond() + JINAN, length.toSeconds());
    }

    Duration leftAt(Instant moment) {
      long end = (numberAt(moment) + 1) * length.toSeconds() - JINAN;
      return Duration.between(moment, Instant.ofEpochSecond(end));
    }
  }
}
