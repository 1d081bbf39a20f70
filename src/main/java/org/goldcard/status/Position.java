package org.goldcard.status;

/**
 * A place in the status feed.
 *
 * @param epoch rises when the feed starts anew, as after a restored backup
 * @param seq dense within an epoch, and never lower than in an epoch before; 0 before the first
 *     change
 * @param chain SHA-256 over all changes so far, 64 lower-case hexadecimal digits; all zero before
 *     the first change
 */
public record Position(long epoch, long seq, String chain) {
  /** The chain hash before the first change. */
  public static final String START = "0".repeat(64);

  /** Refuses a chain hash of another length. */
  public Position {
    if (chain.length() != START.length()) {
      throw new IllegalArgumentException("chain: not 64 hexadecimal digits");
    }
  }

  /** Whether this lies further on than another, of whatever history. */
  public boolean isBeyond(Position other) {
    return epoch == other.epoch ? seq > other.seq : epoch > other.epoch;
  }

  @Override
  public String toString() {
    return epoch + "/" + seq + "/" + chain.substring(0, 8);
  }
}
