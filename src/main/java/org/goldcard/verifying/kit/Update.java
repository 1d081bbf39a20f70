package org.goldcard.verifying.kit;

/**
 * What came of bringing the verifier's keys, rules and lists up to date. Whatever is not taken
 * leaves it as it was.
 *
 * @param outcome what came of it
 * @param reason why not, for a log: a stable word such as {@code EXPIRED} or {@code HTTP_401};
 *     empty when it was taken or unchanged
 */
public record Update(Outcome outcome, String reason) {
  /** What can come of it. */
  public enum Outcome {
    /** The newer state is used from now on. */
    TAKEN,
    /** What is there was confirmed to be the newest. */
    UNCHANGED,
    /** It is not to be trusted, too old, or not for this verifier. */
    REFUSED,
    /** The service, or the file, could not be read. */
    UNREACHABLE
  }

  static Update taken() {
    return new Update(Outcome.TAKEN, "");
  }

  static Update unchanged() {
    return new Update(Outcome.UNCHANGED, "");
  }

  static Update refused(String reason) {
    return new Update(Outcome.REFUSED, reason);
  }

  static Update unreachable(String reason) {
    return new Update(Outcome.UNREACHABLE, reason);
  }

  /** Whether the verifier is as new as could be had. */
  public boolean isGood() {
    return outcome == Outcome.TAKEN || outcome == Outcome.UNCHANGED;
  }
}
