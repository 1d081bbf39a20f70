package org.goldcard.accounts.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.goldcard.accounts.Channel;

/**
 * The browsers that are signed in, at most one for each holder. What a browser shows is kept as a
 * hash. Safe from any thread, on all nodes together; a lost database is a failed future, and nobody
 * is taken for signed in.
 */
public interface SessionStore {
  /** How long a cookie serves before another one follows it. */
  Duration ROTATION = Duration.ofHours(24);

  /** How long requests that were under way may still show the former one. */
  Duration GRACE = Duration.ofSeconds(60);

  /**
   * Whose browser shows a cookie.
   *
   * <p>A cookie older than {@link #ROTATION} is followed by another one: that takes over when it is
   * first shown, so that an answer lost on its way signs nobody out. A former cookie shown after
   * {@link #GRACE} is in two hands: both are signed out.
   *
   * @param shown the hash of what is shown
   * @param fresh the hash of what may follow it
   */
  Future<Optional<SignedIn>> find(String shown, String fresh, Instant now);

  /** Signs a browser out; one that is not signed in stays so. */
  Future<Void> end(String shown);

  /**
   * A browser that is signed in.
   *
   * @param talentId whose it is
   * @param channel through which channel it came
   * @param endsAt until when it stays signed in
   * @param follows whether it is to be given what follows
   */
  record SignedIn(long talentId, Channel channel, Instant endsAt, boolean follows) {}
}
