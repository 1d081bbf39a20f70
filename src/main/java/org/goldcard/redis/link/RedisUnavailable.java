package org.goldcard.redis.link;

import org.jspecify.annotations.Nullable;

/** Redis cannot be reached, does not answer in time, or is not fit for this service. */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unfit;

  private RedisUnavailable(String message, @Nullable Throwable cause, boolean unfit) {
    super(message, cause);
    this.unfit = unfit;
  }

  static RedisUnavailable because(Throwable cause) {
    return cause instanceof RedisUnavailable known
        ? known
        : new RedisUnavailable("redis does not answer", cause, false);
  }

  /** For the greeting of a connection, whose errors name a server or a setting and nothing else. */
  public static RedisUnavailable notConnected(Throwable cause) {
    return cause instanceof RedisUnavailable known
        ? known
        : new RedisUnavailable(
            "Redis 无法使用 / Redis cannot be used: " + cause.getMessage(), cause, false);
  }

  static RedisUnavailable away() {
    return new RedisUnavailable("redis is not connected", null, false);
  }

  static RedisUnavailable unfit(String message) {
    return new RedisUnavailable(message, null, true);
  }

  /** Whether it answers but must not be used as it is set up: then a start is refused. */
  public boolean isUnfit() {
    return unfit;
  }
}
