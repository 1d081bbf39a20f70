package org.goldcard.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.goldcard.status.Position;

/**
 * Tells what a node of this service wrote from what somebody else put into Redis: every record of
 * the stream and the position held carry a keyed digest, under a key that Redis never sees.
 */
final class FeedSeal {
  private static final int DIGITS = 32;

  private final UnaryOperator<String> digest;

  /**
   * A seal.
   *
   * @param digest a keyed digest of a text, at least {@value #DIGITS} characters without blanks
   */
  FeedSeal(UnaryOperator<String> digest) {
    this.digest = digest;
  }

  /** A text with its seal behind it. */
  String close(String text) {
    return text + ' ' + of(text);
  }

  /** The text of a sealed one; empty when the seal is not its own. */
  Optional<String> open(String sealed) {
    int end = sealed.length() - DIGITS - 1;
    if (end < 0 || sealed.charAt(end) != ' ') {
      return Optional.empty();
    }
    String text = sealed.substring(0, end);
    return isOf(text, sealed.substring(end + 1)) ? Optional.of(text) : Optional.empty();
  }

  /** The seal of a position held. */
  String of(Position held) {
    return of("held " + held.epoch() + ' ' + held.seq() + ' ' + held.chain());
  }

  /** Whether a seal is that of a position held. */
  boolean isOf(Position held, String seal) {
    return same(of(held), seal);
  }

  private boolean isOf(String text, String seal) {
    return same(of(text), seal);
  }

  private String of(String text) {
    return digest.apply(text).substring(0, DIGITS);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
