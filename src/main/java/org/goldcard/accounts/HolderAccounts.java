package org.goldcard.accounts;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The accounts of holders. Each method is one transaction, durable when its future succeeds; safe
 * from any thread; a lost database is a failed future and nothing is opened to anyone.
 */
public interface HolderAccounts {
  /** The stored passcode of a talent's account; empty without an account. */
  Future<Optional<String>> passcode(long talentId);

  /**
   * Opens the account of a proven claim, or gives it a new passcode: the claim is used up, the
   * consent recorded, every other browser signed out, this one signed in.
   *
   * @return false where the claim was not proven, is over or was used already; then nothing changed
   */
  Future<Boolean> enrol(String claimHandle, String passcode, Browser browser);

  /**
   * Signs a browser in and every other one out, and forgets the tries that led there.
   *
   * @param tried what the tries were counted under
   * @return false without an account; then nothing changed
   */
  Future<Boolean> signIn(long talentId, String tried, Browser browser);

  /**
   * Takes one of the tries at a passcode before it is looked at, so that those who try at once are
   * counted one by one.
   *
   * @param tried what they are counted under, a keyed hash of what was typed, whoever it belongs to
   * @return zero, or how long to wait
   */
  Future<Duration> takeTry(String tried, Instant now);

  /**
   * A browser that is signed in.
   *
   * @param tokenHash the hash of its cookie
   * @param channel through which channel it came
   * @param at when
   * @param endsAt until when
   */
  record Browser(String tokenHash, Channel channel, Instant at, Instant endsAt) {}
}
