package org.goldcard.card;

/**
 * The word of a subject of the status feed that is no card: a client, a device, a key, a set of
 * rules. It stands in the same table as the words of cards, at the indexes from {@link
 * #FIRST_INDEX}, which no card or pass is ever given and no published list covers.
 *
 * <p>Layout, low bits first: 2 tag (binary 10, so that {@link StatusWord} reads it as absent: its
 * lowest bit is 0), 3 state, 27 unused, 32 version. The version rises with every change of the
 * subject; whatever names an older one, such as an access token, is over.
 *
 * @param bits the packed word; 0 for a subject nobody recorded
 */
public record SubjectWord(long bits) {
  /** The first index of subjects: the last of the 256 lists of 2^20 is theirs. */
  public static final int FIRST_INDEX = 255 << 20;

  /** A subject nobody recorded. */
  public static final SubjectWord NONE = new SubjectWord(0);

  private static final int TAG = 2;
  private static final int STATE_SHIFT = 2;
  private static final int VERSION_SHIFT = 32;

  /** Where a subject stands. */
  public enum State {
    /** It counts. */
    ACTIVE(1),
    /** It does not count for now. */
    SUSPENDED(2),
    /** It does not count any more, and never will again. */
    WITHDRAWN(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** The number by which words and the database name the state. */
    public int code() {
      return code;
    }

    /** The state of a number. */
    public static State of(int code) {
      return switch (code) {
        case 1 -> ACTIVE;
        case 2 -> SUSPENDED;
        case 3 -> WITHDRAWN;
        default -> throw new IllegalArgumentException("code: unknown state of a subject");
      };
    }
  }

  /** The word of a subject at a version, 1 or more. */
  public static SubjectWord of(State state, int version) {
    if (version < 1) {
      throw new IllegalArgumentException("version: below 1");
    }
    return new SubjectWord(
        TAG | (long) state.code << STATE_SHIFT | (long) version << VERSION_SHIFT);
  }

  /** Whether a subject is recorded here. */
  public boolean isPresent() {
    return (bits & 3) == TAG;
  }

  /** Where it stands; only of a subject that is recorded. */
  public State state() {
    return State.of((int) (bits >>> STATE_SHIFT) & 7);
  }

  /** Whether it is recorded and counts. */
  public boolean isActive() {
    return isPresent() && state() == State.ACTIVE;
  }

  /** How often it was changed, the record itself included; 0 of a subject nobody recorded. */
  public int version() {
    return (int) (bits >>> VERSION_SHIFT);
  }
}
