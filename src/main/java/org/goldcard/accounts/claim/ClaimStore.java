package org.goldcard.accounts.claim;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claims under way with their one-time codes and all that limits them. Each method is one
 * transaction, durable when its future succeeds, and does the same work whether the talent exists
 * or not. A handle is the hash of what the browser holds, a code the keyed hash of its digits. Safe
 * from any thread, on all nodes together; a lost database is a failed future: no code is sent, none
 * is taken.
 */
public interface ClaimStore {
  /**
   * Records a claim, its code to be sent, unless it was asked for too often.
   *
   * @param typed a keyed hash of {@link Sought#key}
   * @param address a keyed hash of the caller's address; null when nobody knows it
   * @return zero, or how long to wait; then nothing was recorded
   */
  Future<Duration> open(
      String handle, Wish wish, String typed, @Nullable String address, Instant now);

  /**
   * Has a code sent once more; the old one stays good until the new one is made.
   *
   * @return zero, or how long to wait; empty where the claim is over
   */
  Future<Optional<Duration>> again(String handle, Way way, Instant now);

  /** The next claim whose code is to be sent; nobody else is given it before the lease ends. */
  Future<Optional<Waiting>> take(Instant now, Instant leaseEnd);

  /**
   * Makes a code the only one of its claim and of its talent, and the claim wait no more.
   *
   * @param made what was made
   * @return whether it may be sent: somebody is there to have it, and no limit is reached
   */
  Future<Boolean> arm(String handle, Made made, Instant now);

  /** Counts a try at a code and says what came of it; the right code proves the claim, once. */
  Future<Trial> attempt(String handle, String code, Instant now);

  /** The talent of a claim that is proven and neither over nor used. */
  Future<Optional<Proven>> proven(String handle, Instant now);

  /** Forgets claims that are over and counts that count no more; says how many rows. */
  Future<Integer> sweep(Instant now);

  /**
   * A claim whose code is to be sent.
   *
   * @param handle its handle
   * @param wish what is wished
   */
  record Waiting(String handle, Wish wish) {}

  /**
   * A code just made.
   *
   * @param code its keyed hash
   * @param talentId whose it is; null for nobody's
   * @param destination a keyed hash of where it goes; null where it goes nowhere
   */
  record Made(String code, @Nullable Long talentId, @Nullable String destination) {}

  /**
   * A claim that a code has proven.
   *
   * @param talentId whose it is
   * @param wish what was wished
   */
  record Proven(long talentId, Wish wish) {}

  /**
   * What came of a try.
   *
   * @param result in a word
   * @param triesLeft how many more the code has
   */
  record Trial(Result result, int triesLeft) {}

  /** What came of a try, in a word. */
  enum Result {
    /** It is the code; the claim is proven. */
    PROVEN,
    /** It is not. */
    WRONG,
    /** There is no code to be tried: none was made, it is over, or its tries are. */
    OVER
  }
}
