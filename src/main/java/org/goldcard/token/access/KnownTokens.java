package org.goldcard.token.access;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldcard.token.keys.KeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Verified tokens by their exact text, in a table of fixed size. A token is found by its last
 * characters, which are random: they end its signature; then the whole text decides. Where all
 * places for a token are taken the one taken longest is given to it. Safe from any thread.
 */
final class KnownTokens {
  private static final int WAYS = 4;
  private static final int TAIL = 8;

  private final AtomicReferenceArray<@Nullable Known> places;
  private final int sets;

  /** A table of so many places, a power of two. */
  KnownTokens(int size) {
    this.places = new AtomicReferenceArray<>(size);
    this.sets = size / WAYS;
  }

  /** The token of this text; null when it is not known. */
  @Nullable Known find(String text) {
    int first = firstPlace(text);
    for (int i = first; i < first + WAYS; i++) {
      Known known = places.get(i);
      if (known != null && known.text.equals(text)) {
        return known;
      }
    }
    return null;
  }

  /** Keeps a token, in the place of its older self if there is one. */
  void keep(Known token) {
    int first = firstPlace(token.text);
    Known moving = token;
    for (int i = first; i < first + WAYS; i++) {
      Known before = places.getAndSet(i, moving);
      if (before == null || before.text.equals(token.text)) {
        return;
      }
      moving = before;
    }
  }

  private int firstPlace(String text) {
    int hash = 0;
    for (int i = Math.max(0, text.length() - TAIL); i < text.length(); i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return ((hash ^ hash >>> 15) & sets - 1) * WAYS;
  }

  /**
   * A verified token.
   *
   * @param text its exact text
   * @param access what it says
   * @param ring the keys it was verified by
   */
  record Known(String text, VerifiedAccess access, KeyRing ring) {}
}
