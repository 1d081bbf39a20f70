package org.goldcard.accounts.claim;

import java.time.Duration;

/**
 * How often codes are sent and tried. With six digits, five tries a code and ten codes in any 24
 * hours, whoever guesses hits one phone within a day with a chance of 1 in 20,000.
 */
public final class CodeLimits {
  /** How long a code is taken. */
  public static final Duration LIFE = Duration.ofMinutes(5);

  /** Tries at one code; after them it is void. */
  public static final int TRIES = 5;

  /** How long a claim may take in all. */
  public static final Duration CLAIM = Duration.ofMinutes(30);

  /** Between two codes to one phone, or for one document, whoever asks. */
  public static final Duration GAP = Duration.ofSeconds(60);

  /** In which the greater limits count. */
  public static final Duration DAY = Duration.ofHours(24);

  /** Codes to one phone or address, and for one talent, in any {@link #DAY}. */
  public static final int PER_DAY = 10;

  /** Codes sent again within one claim. */
  public static final int AGAIN = 5;

  /** Claims from one address in any hour; offices share an address. */
  public static final int PER_ADDRESS = 30;

  /** For {@link #PER_ADDRESS}. */
  public static final Duration HOUR = Duration.ofHours(1);

  /** Codes to everyone together in a day: whoever gets past all other limits empties no budget. */
  public static final int ALL = 20_000;

  private CodeLimits() {}
}
