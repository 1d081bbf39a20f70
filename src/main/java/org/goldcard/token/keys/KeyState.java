package org.goldcard.token.keys;

/** Where a key stands; each state follows the one before it and none leads back. */
public enum KeyState {
  /** Known to everyone, signs nothing yet: caches of the key set have time to learn it. */
  PUBLISHED,
  /** Signs. */
  ACTIVE,
  /** Signs nothing more; what it signed still counts. */
  VERIFY_ONLY,
  /** Nothing it signed counts any more. Its name stays taken. */
  WITHDRAWN
}
