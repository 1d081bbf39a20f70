package org.goldcard.web.limit;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A rate in the words of draft-ietf-httpapi-ratelimit-headers: {@code RateLimit-Policy} with quota
 * and window, {@code RateLimit} with what is left and the seconds after which all of it is there
 * again. Each text is made once and kept, for every answer to a scan carries one. Safe from any
 * thread.
 */
public final class RateFields {
  /** Texts that are kept; what is left of a higher burst is told by a text of its own each time. */
  private static final int KEPT = 20_000;

  private final String name;
  private final Rate rate;
  private final String policy;
  private final AtomicReferenceArray<String> texts;

  RateFields(Limit limit, Rate rate) {
    this.name = '"' + limit.name().toLowerCase(Locale.ROOT) + '"';
    this.rate = rate;
    this.policy = name + ";q=" + rate.burst() + ";w=" + ceiling(rate.burst());
    this.texts = new AtomicReferenceArray<>((int) Math.min(KEPT, rate.burst() + 1));
  }

  /** The policy: {@code "client";q=4000;w=2}. */
  public String policy() {
    return policy;
  }

  /**
   * What is left: {@code "client";r=3999;t=1}.
   *
   * @param permits 0 to the rate's burst
   */
  public String left(long permits) {
    if (permits >= texts.length()) {
      return text(permits);
    }
    String known = texts.get((int) permits);
    if (known != null) {
      return known;
    }
    String made = text(permits);
    texts.set((int) permits, made);
    return made;
  }

  private String text(long permits) {
    return name + ";r=" + permits + ";t=" + ceiling(rate.burst() - permits);
  }

  /**
   * Nothing is left, and the next is there after a time.
   *
   * @param seconds at least 1
   */
  public String none(long seconds) {
    return name + ";r=0;t=" + seconds;
  }

  /** Seconds, rounded up, in which so many permits grow back. */
  private long ceiling(long permits) {
    return (permits + rate.perSecond() - 1) / rate.perSecond();
  }
}
