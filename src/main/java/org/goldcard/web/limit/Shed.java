package org.goldcard.web.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what this node turned away to stay alive, as {@code goldcard.shed}. */
public final class Shed {
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  /** Counts in a registry. */
  public Shed(MeterRegistry meters) {
    for (Reason reason : Reason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT);
      counters.put(reason, meters.counter("goldcard.shed", "reason", name));
    }
  }

  /** Counts one. */
  public void count(Reason reason) {
    Counter counter = counters.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Why something was turned away. */
  public enum Reason {
    /** Too many requests under way. */
    IN_FLIGHT,
    /** Too many connections: the one that waited longest was closed, or the new one. */
    CONNECTION,
    /** Too many pictures waiting to be drawn. */
    DRAWING,
    /** Too many event streams. */
    STREAM,
    /** A caller that does not read what it asked for. */
    SLOW_READER
  }
}
