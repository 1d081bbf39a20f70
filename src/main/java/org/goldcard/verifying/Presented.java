package org.goldcard.verifying;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was shown, after its signature and time were checked, or why it counts for nothing.
 *
 * @param kind what it is
 * @param refusal why it counts for nothing; null when it counts
 * @param index the entry to judge: a pass's own, else the card's
 * @param nonce a live code's nonce; null otherwise
 * @param fetchedAt when a live code was fetched, in seconds since 1970; 0 otherwise
 * @param skew how far a CLOCK_SKEW code lies in the future; null otherwise
 */
public record Presented(
    Kind kind,
    @Nullable ResultCode refusal,
    int index,
    @Nullable String nonce,
    long fetchedAt,
    @Nullable Duration skew) {

  /** The kinds of thing that can be shown. */
  public enum Kind {
    LIVE_CODE,
    PASS,
    TYPED_NUMBER,
    UNKNOWN
  }

  /** Something that counts for nothing. */
  public static Presented refused(ResultCode refusal) {
    return new Presented(Kind.UNKNOWN, refusal, -1, null, 0, null);
  }

  /** A code from the future. */
  public static Presented skewed(Duration skew) {
    return new Presented(Kind.LIVE_CODE, ResultCode.CLOCK_SKEW, -1, null, 0, skew);
  }

  /** A live code whose signature and minute are right. */
  public static Presented liveCode(int cardIndex, String nonce, long fetchedAt) {
    return new Presented(Kind.LIVE_CODE, null, cardIndex, nonce, fetchedAt, null);
  }

  /** A pass whose signature is right and whose term has not ended. */
  public static Presented pass(int passIndex) {
    return new Presented(Kind.PASS, null, passIndex, null, 0, null);
  }

  /** A typed number that belongs to a card. */
  public static Presented typed(int cardIndex) {
    return new Presented(Kind.TYPED_NUMBER, null, cardIndex, null, 0, null);
  }
}
