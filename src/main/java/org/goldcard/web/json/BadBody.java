package org.goldcard.web.json;

/**
 * A request body that is not what its route reads. The place is a JSON path such as {@code
 * $.ticket.service}; a member name that could carry content is replaced in it.
 */
public final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Flaw flaw;
  private final String path;

  /** A flaw at a place. */
  public BadBody(Flaw flaw, String path) {
    super(flaw + " at " + path, null, false, false);
    this.flaw = flaw;
    this.path = path;
  }

  /** What is wrong. */
  public Flaw flaw() {
    return flaw;
  }

  /** Where; {@code $} is the whole body. */
  public String path() {
    return path;
  }

  /** What can be wrong with a body. */
  public enum Flaw {
    /** There is none. */
    EMPTY,
    /** Bytes that are not UTF-8. */
    NOT_UTF8,
    /** Not one complete JSON text: cut off, malformed, or followed by more. */
    NOT_JSON,
    /** Nested deeper than any body of ours. */
    TOO_DEEP,
    /** A member named twice. */
    DUPLICATE,
    /** A member nobody asked for. */
    UNKNOWN,
    /** A member that has to be there is not. */
    MISSING,
    /** Text where a number belongs, and the like. */
    WRONG_TYPE,
    /** Of the right type, but outside its bounds or pattern. */
    BAD_VALUE
  }
}
