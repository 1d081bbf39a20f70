package org.goldcard.accounts.passcode;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Hashes passcodes away from event loops, so many at a time; a full queue is a failed future. */
public interface Passcodes {
  /** The stored form of a passcode. */
  Future<String> hash(String passcode);

  /**
   * Whether a passcode belongs to a stored form; as long without one.
   *
   * @param stored the stored form; null where there is none
   */
  Future<Boolean> matches(String passcode, @Nullable String stored);
}
