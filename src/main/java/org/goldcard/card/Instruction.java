package org.goldcard.card;

import org.jspecify.annotations.Nullable;

/**
 * One wish to change something: who asks, why, and the key under which the same wish may come
 * again.
 *
 * @param actor who asks
 * @param reason the reason code or words for the audit row, never personal data; empty where none
 *     is needed
 * @param retryKey what makes a repetition recognisable; null when the caller gave none
 */
public record Instruction(Actor actor, String reason, @Nullable RetryKey retryKey) {
  /** A wish that cannot be repeated under a key. */
  public static Instruction of(Actor actor, String reason) {
    return new Instruction(actor, reason, null);
  }

  /**
   * The caller's {@code Idempotency-Key} with what it was used for: the same key with another
   * request is a mistake.
   *
   * @param key 1 to 64 printable ASCII characters, unique per actor
   * @param requestHash SHA-256 in base64url of method, path and body
   */
  public record RetryKey(String key, String requestHash) {
    /** Refuses keys outside 1 to 64 printable ASCII characters. */
    public RetryKey {
      if (!key.matches("[\\x21-\\x7e]{1,64}")) {
        throw new IllegalArgumentException("key: not 1 to 64 printable ASCII characters");
      }
    }
  }
}
