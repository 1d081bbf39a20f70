package org.goldcard.partners;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * How often a client may do something rare, such as type the number of a person, counted for one
 * shift and all nodes together. Safe from any thread.
 */
@FunctionalInterface
public interface ShiftQuota {
  /** A shift: three make a day of Jinan's calendar. */
  Duration SHIFT = Duration.ofHours(8);

  /**
   * Takes one from a client's quota: false when none is left. A failed stage where nobody can
   * count: whoever asks refuses then as well (fail-closed), for a quota that is gone with the
   * counter would be an invitation to try numbers while it is away.
   */
  CompletionStage<Boolean> take(String clientId);
}
