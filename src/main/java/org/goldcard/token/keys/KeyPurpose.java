package org.goldcard.token.keys;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.goldcard.token.crypto.Algorithm;

/** What a key signs. The first letter of a key's name is its purpose, never used for another. */
public enum KeyPurpose {
  /**
   * Passes: ES256 for its reach into partners' libraries. Five years by the rule; ten leave room
   * for terms that begin later or are set otherwise.
   */
  PASS('P', Algorithm.ES256, Duration.ofDays(10 * 366), true),
  /** Live codes: Ed25519, the cheapest to check, and no signature has a twin. */
  LIVE('L', Algorithm.EDDSA, Duration.ofMinutes(12), true),
  /** Status lists; an import file for closed networks lives 36 hours. */
  LIST('S', Algorithm.ES256, Duration.ofHours(36), true),
  /** Access tokens, read by our own nodes only. */
  ACCESS('A', Algorithm.EDDSA, Duration.ofMinutes(10), false),
  /** Receipts, signed introspection, bundles and event tokens, kept by partners as evidence. */
  ANSWER('R', Algorithm.ES256, Duration.ofDays(190), true),
  /** Hourly heads of the audit chain. */
  AUDIT('H', Algorithm.ES256, Duration.ofDays(10 * 366), false);

  private final char letter;
  private final Algorithm algorithm;
  private final Duration longestLife;
  private final boolean isPublic;

  KeyPurpose(char letter, Algorithm algorithm, Duration longestLife, boolean isPublic) {
    this.letter = letter;
    this.algorithm = algorithm;
    this.longestLife = longestLife;
    this.isPublic = isPublic;
  }

  /** The first letter of the names of its keys. */
  public char letter() {
    return letter;
  }

  /** The only algorithm its keys are used with. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** How long anything it signed may count, at most. */
  public Duration longestLife() {
    return longestLife;
  }

  /** Whether others check its signatures, so that its keys stand in the published key set. */
  public boolean isPublic() {
    return isPublic;
  }

  /** The purpose of a key by its name, such as {@code L01}; empty for any other text. */
  public static Optional<KeyPurpose> ofKid(String kid) {
    if (!kid.matches("[A-Z][0-9]{2,3}")) {
      return Optional.empty();
    }
    return Arrays.stream(values()).filter(p -> p.letter == kid.charAt(0)).findFirst();
  }
}
