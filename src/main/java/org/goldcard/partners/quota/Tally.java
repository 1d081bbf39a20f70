package org.goldcard.partners.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.goldcard.partners.quota.ClientQuotas.Bound;
import org.goldcard.partners.quota.ClientQuotas.Excess;
import org.goldcard.partners.quota.ClientQuotas.Left;
import org.goldcard.partners.terms.Quota;
import org.jspecify.annotations.Nullable;

/** What one client asked for in the running minute and day. Safe from any thread. */
final class Tally {
  private final String client;
  private final Map<Bound, Count> counts = new EnumMap<>(Bound.class);

  Tally(String client) {
    this.client = client;
    for (Bound bound : Bound.values()) {
      counts.put(bound, new Count());
    }
  }

  synchronized @Nullable Excess take(Quota quota, int requests, Instant now) {
    Excess minute = excess(Bound.MINUTE, quota.perMinute(), now);
    Excess day = excess(Bound.DAY, quota.perDay(), now);
    if (minute == null && day == null) {
      counts.values().forEach(count -> count.mine += requests);
    }
    return day == null ? minute : day;
  }

  private @Nullable Excess excess(Bound bound, int most, Instant now) {
    Count count = at(bound, now);
    return most > 0 && count.mine + count.others >= most
        ? new Excess(bound, most, bound.leftAt(now))
        : null;
  }

  synchronized List<Left> left(Quota quota, Instant now) {
    List<Left> all = new ArrayList<>(2);
    for (Bound bound : Bound.values()) {
      int most = bound == Bound.MINUTE ? quota.perMinute() : quota.perDay();
      if (most > 0) {
        Count count = at(bound, now);
        long left = Math.max(0, most - count.mine - count.others);
        all.add(new Left(bound, left, bound.leftAt(now)));
      }
    }
    return all;
  }

  private Count at(Bound bound, Instant now) {
    long number = bound.numberAt(now);
    return counts.compute(
        bound, (b, known) -> known != null && known.number == number ? known : new Count(number));
  }

  /** The windows that something was asked in and that are not over. */
  synchronized List<Window> current(Instant now) {
    return counts.entrySet().stream()
        .filter(e -> e.getValue().mine > 0 && e.getValue().number == e.getKey().numberAt(now))
        .map(e -> new Window(client, e.getKey(), e.getValue().number))
        .toList();
  }

  synchronized long unsent(Window window) {
    Count count = count(window);
    return count.number == window.number ? count.mine - count.sent : 0;
  }

  /** Takes over what the nodes came to together, unless the window is over. */
  synchronized void shared(Window window, long sent, long total) {
    Count count = count(window);
    if (count.number == window.number) {
      count.sent += sent;
      count.others = Math.max(0, total - count.sent);
    }
  }

  synchronized boolean isIdle(Instant now) {
    return counts.entrySet().stream()
        .allMatch(e -> e.getValue().number != e.getKey().numberAt(now));
  }

  private Count count(Window window) {
    return counts.getOrDefault(window.bound, new Count());
  }

  /** What is counted under one name on all nodes. */
  record Window(String client, Bound bound, long number) {
    String name() {
      return bound + " " + number + " " + client;
    }
  }

  private static final class Count {
    private final long number;
    private long mine;
    private long sent;
    private long others;

    private Count() {
      this(Long.MIN_VALUE);
    }

    private Count(long number) {
      this.number = number;
    }
  }
}
