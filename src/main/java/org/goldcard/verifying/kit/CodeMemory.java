package org.goldcard.verifying.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live codes on which this verifier let somebody in, as long as each of them could be shown
 * again. Keyed on the nonce, never on the text. Safe from any thread.
 */
final class CodeMemory {
  /** A code is accepted for 60 seconds, by clocks that may differ by 30 either way. */
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  /** More than a gate lets through in that time; past it the oldest are forgotten. */
  private static final int MOST = 100_000;

  private final Map<String, Instant> used = new LinkedHashMap<>();

  /** When the code was used before; null when it was not, and then it is now. */
  synchronized @Nullable Instant use(String nonce, Instant now) {
    forget(now);
    Instant before = used.get(nonce);
    if (before == null) {
      used.put(nonce, now);
    }
    return before;
  }

  private void forget(Instant now) {
    Iterator<Instant> oldest = used.values().iterator();
    while (oldest.hasNext()) {
      boolean over = oldest.next().plus(LONG_ENOUGH).isBefore(now);
      if (!over && used.size() < MOST) {
        return;
      }
      oldest.remove();
    }
  }
}
