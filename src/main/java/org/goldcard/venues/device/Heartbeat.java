package org.goldcard.venues.device;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a device said it was.
 *
 * @param client its credential
 * @param venue where it stands
 * @param checkpoint at which entrance or desk
 * @param at when it was heard, by the server's clock
 * @param state what it said of itself
 * @param skew how far its clock is ahead, as measured here
 */
public record Heartbeat(
    String client, String venue, String checkpoint, Instant at, State state, Duration skew) {
  /** After this without a heartbeat a device counts as silent. */
  public static final Duration SILENT = Duration.ofMinutes(5);

  /**
   * What a device says of itself.
   *
   * @param listAge how old its own list is; null when it does not say
   * @param listRev the revision of that list; null when it does not say
   * @param appVersion null when it does not say
   * @param queued how many scans without a network wait in it
   * @param battery in percent; null when it does not say
   */
  public record State(
      @Nullable Duration listAge,
      @Nullable Long listRev,
      @Nullable String appVersion,
      int queued,
      @Nullable Integer battery) {}

  /** Whether nothing was heard of it lately. */
  public boolean isSilent(Instant now) {
    return at.isBefore(now.minus(SILENT));
  }
}
