package org.goldcard.token.jws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one token while they are read: each is asked for once, with its form; the first
 * flaw is kept, and a claim nobody asked for is a flaw too. After a flaw the values given out are
 * stand-ins, so ask {@link #flaw} before using them. For one thread.
 */
public final class Claims {
  /** Times lie between 2017-07-14 and 2103-02-04: no milliseconds, no small numbers. */
  private static final long TIME_MIN = 1_500_000_000L;

  private static final long TIME_MAX = 4_200_000_000L;

  private final Map<String, Object> members;
  private int asked;
  private @Nullable Flaw flaw;

  private Claims(Map<String, Object> members, @Nullable Flaw flaw) {
    this.members = members;
    this.flaw = flaw;
  }

  /** The claims in some bytes. */
  static Claims parse(byte[] json) {
    Map<String, Object> members = StrictJson.parse(json);
    return members == null ? new Claims(Map.of(), Flaw.BAD_CLAIMS) : new Claims(members, null);
  }

  /** A required text of a form. */
  public String text(String name, Pattern form) {
    if (take(name) instanceof String text && form.matcher(text).matches()) {
      return text;
    }
    spoil(Flaw.BAD_CLAIMS);
    return "";
  }

  /** A text of a form, if it is there. */
  public Optional<String> optionalText(String name, Pattern form) {
    return members.containsKey(name) ? Optional.of(text(name, form)) : Optional.empty();
  }

  /** A required text that is exactly this one. */
  public void exactly(String name, String expected, Flaw otherwise) {
    if (!(take(name) instanceof String text)) {
      spoil(Flaw.BAD_CLAIMS);
    } else if (!text.equals(expected)) {
      spoil(otherwise);
    }
  }

  /** Whether there is a claim of this name. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** A required whole number from {@code min} to {@code max}, both included. */
  public long number(String name, long min, long max) {
    if (!(take(name) instanceof Long number)) {
      spoil(Flaw.BAD_CLAIMS);
      return min;
    }
    if (number < min || number > max) {
      spoil(Flaw.OUT_OF_RANGE);
      return min;
    }
    return number;
  }

  /** A required time in seconds since 1970. */
  public Instant time(String name) {
    return Instant.ofEpochSecond(number(name, TIME_MIN + 1, TIME_MAX - 1));
  }

  /** A claim that is true where it is there. */
  public boolean flag(String name) {
    if (!members.containsKey(name)) {
      return false;
    }
    if (!Boolean.TRUE.equals(take(name))) {
      spoil(Flaw.BAD_CLAIMS);
    }
    return true;
  }

  /** A required object, to be read like this one; {@link #join} brings its flaw back. */
  @SuppressWarnings("unchecked") // StrictJson makes no other map.
  public Claims object(String name) {
    if (take(name) instanceof Map<?, ?> inner) {
      return new Claims((Map<String, Object>) inner, null);
    }
    spoil(Flaw.BAD_CLAIMS);
    return new Claims(Map.of(), Flaw.BAD_CLAIMS);
  }

  /** Takes over the flaw of an object within. */
  public void join(Claims inner) {
    inner.flaw().ifPresent(this::spoil);
  }

  /** Adds a flaw found by comparing claims. */
  public void require(boolean condition, Flaw otherwise) {
    if (!condition) {
      spoil(otherwise);
    }
  }

  /** The first flaw so far; claims that were not asked for are one. */
  public Optional<Flaw> flaw() {
    if (flaw == null && asked != members.size()) {
      flaw = Flaw.BAD_CLAIMS;
    }
    return Optional.ofNullable(flaw);
  }

  private @Nullable Object take(String name) {
    Object value = members.get(name);
    if (value != null) {
      asked++;
    }
    return value;
  }

  private void spoil(Flaw found) {
    if (flaw == null) {
      flaw = found;
    }
  }
}
