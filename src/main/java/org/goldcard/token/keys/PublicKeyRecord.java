package org.goldcard.token.keys;

import java.time.Instant;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.jspecify.annotations.Nullable;

/**
 * One public key with its history, as its file holds it. Dates are whole seconds.
 *
 * @param kid its name: the purpose's letter and two or three digits
 * @param purpose what it signs
 * @param key the key itself
 * @param state where it stands
 * @param publishedAt when it was made known
 * @param activeAt when it began to sign; null when it never did
 * @param verifyOnlyAt when it ceased to sign; null when it did not yet
 * @param withdrawnAt when it was withdrawn; null when it was not
 */
public record PublicKeyRecord(
    String kid,
    KeyPurpose purpose,
    PublicKeyBytes key,
    KeyState state,
    Instant publishedAt,
    @Nullable Instant activeAt,
    @Nullable Instant verifyOnlyAt,
    @Nullable Instant withdrawnAt) {

  /** Refuses a name, algorithm or date that does not fit the rest. */
  public PublicKeyRecord {
    if (KeyPurpose.ofKid(kid).orElse(null) != purpose) {
      throw new IllegalArgumentException("kid: not a name of this purpose");
    }
    if (key.algorithm() != purpose.algorithm()) {
      throw new IllegalArgumentException("key: not of this purpose's algorithm");
    }
    boolean dated =
        switch (state) {
          case PUBLISHED -> activeAt == null && verifyOnlyAt == null && withdrawnAt == null;
          case ACTIVE -> activeAt != null && verifyOnlyAt == null && withdrawnAt == null;
          case VERIFY_ONLY -> activeAt != null && verifyOnlyAt != null && withdrawnAt == null;
          case WITHDRAWN -> withdrawnAt != null;
        };
    if (!dated) {
      throw new IllegalArgumentException("dates: do not fit the state");
    }
  }

  /** A key just made known. */
  static PublicKeyRecord published(
      String kid, KeyPurpose purpose, PublicKeyBytes key, Instant now) {
    return new PublicKeyRecord(kid, purpose, key, KeyState.PUBLISHED, now, null, null, null);
  }

  PublicKeyRecord activated(Instant now) {
    return new PublicKeyRecord(kid, purpose, key, KeyState.ACTIVE, publishedAt, now, null, null);
  }

  PublicKeyRecord retired(Instant now) {
    return new PublicKeyRecord(
        kid, purpose, key, KeyState.VERIFY_ONLY, publishedAt, activeAt, now, null);
  }

  /** The same key, withdrawn. */
  public PublicKeyRecord withdrawn(Instant now) {
    return new PublicKeyRecord(
        kid, purpose, key, KeyState.WITHDRAWN, publishedAt, activeAt, verifyOnlyAt, now);
  }

  /** Until when something it signed may still count; null while it signs. */
  public @Nullable Instant neededUntil() {
    if (state == KeyState.ACTIVE) {
      return null;
    }
    return verifyOnlyAt == null ? publishedAt : verifyOnlyAt.plus(purpose.longestLife());
  }
}
