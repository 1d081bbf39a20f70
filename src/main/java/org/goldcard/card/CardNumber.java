package org.goldcard.card;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The number of a card: 16 digits, the first 9 (no bank card begins so), random, the last a Luhn
 * digit (ISO/IEC 7812-1). Knowing it opens nothing.
 *
 * @param digits the 16 digits without spaces
 */
public record CardNumber(String digits) implements Comparable<CardNumber> {
  private static final int LENGTH = 16;
  private static final Pattern GAPS = Pattern.compile("[ \\u00a0\\u3000-]");
  private static final long FREE_DIGITS = 100_000_000_000_000L;

  /** Refuses anything but a well-formed number; the message never repeats the input. */
  public CardNumber {
    if (!wellFormed(digits)) {
      throw new IllegalArgumentException("digits: not a card number");
    }
  }

  /**
   * A fresh random number: 14 free digits, so that 100 million cards leave one in a million taken.
   */
  public static CardNumber random(RandomGenerator random) {
    String body = "9" + String.format("%014d", random.nextLong(FREE_DIGITS));
    return new CardNumber(body + luhnDigit(body));
  }

  /**
   * Reads 16 digits with or without spaces or hyphens between them; empty when it is no card
   * number.
   */
  public static Optional<CardNumber> parse(String text) {
    String digits = isDigits(text) ? text : GAPS.matcher(text.strip()).replaceAll("");
    return wellFormed(digits) ? Optional.of(new CardNumber(digits)) : Optional.empty();
  }

  /** The number as people read it: four groups of four. */
  public String inFours() {
    return digits.replaceAll("(.{4})(?=.)", "$1 ");
  }

  @Override
  public int compareTo(CardNumber other) {
    return digits.compareTo(other.digits);
  }

  @Override
  public String toString() {
    return digits;
  }

  private static boolean wellFormed(String digits) {
    return digits.length() == LENGTH
        && digits.charAt(0) == '9'
        && isDigits(digits)
        && luhnDigit(digits.substring(0, LENGTH - 1)) == digits.charAt(LENGTH - 1);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static char luhnDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }
}
