package org.goldcard.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem, from wherever it is found. It carries no stack, no content and no
 * cause; {@link Problems} turns it into the answer.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final @Nullable String field;
  private final transient Map<String, String> headers;

  private Refused(ProblemCode code, @Nullable String field, Map<String, String> headers) {
    super(code.name(), null, false, false);
    this.code = code;
    this.field = field;
    this.headers = Map.copyOf(headers);
  }

  /** Refused as a whole. */
  public static Refused of(ProblemCode code) {
    return new Refused(code, null, Map.of());
  }

  /** Refused because of one place: a JSON path, {@code query.<name>} or {@code header.<name>}. */
  public static Refused at(ProblemCode code, String field) {
    return new Refused(code, field, Map.of());
  }

  /** Refused with a header that says what would help. */
  public static Refused with(ProblemCode code, String header, String value) {
    return new Refused(code, null, Map.of(header, value));
  }

  /** Refused with headers that say what would help. */
  static Refused with(ProblemCode code, Map<String, String> headers) {
    return new Refused(code, null, headers);
  }

  /** Refused because of one place, with headers that say what would help. */
  static Refused with(ProblemCode code, String field, Map<String, String> headers) {
    return new Refused(code, field, headers);
  }

  /** Refused for want of room, until so many seconds have passed. */
  public static Refused busy(int seconds) {
    return with(ProblemCode.OVERLOADED, "Retry-After", Integer.toString(seconds));
  }

  ProblemCode code() {
    return code;
  }

  @Nullable String field() {
    return field;
  }

  Map<String, String> headers() {
    return headers;
  }
}
