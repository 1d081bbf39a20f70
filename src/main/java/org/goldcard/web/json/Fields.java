package org.goldcard.web.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.goldcard.web.json.BadBody.Flaw;

/**
 * The members of one JSON object, taken one by one. Whatever was not taken when {@link #read} is
 * done is unknown and refused. Each method throws {@link BadBody}. For one thread and one request.
 */
public final class Fields {
  /** The greatest whole number that every JSON reader keeps exactly (RFC 8259 section 6). */
  public static final long MOST_EXACT = (1L << 53) - 1;

  private static final int LONGEST_NAME = 32;

  private final String path;
  private final Map<String, Object> members;
  private final List<String> taken = new ArrayList<>();

  Fields(String path, Map<String, Object> members) {
    this.path = path;
    this.members = members;
  }

  /** Reads a record from the members and refuses the first one it did not take. */
  public <T> T read(Function<Fields, T> reader) {
    T read = reader.apply(this);
    for (String name : members.keySet()) {
      if (!taken.contains(name)) {
        throw new BadBody(Flaw.UNKNOWN, place(name));
      }
    }
    return read;
  }

  /** Whether there are none. */
  public boolean hasNoMembers() {
    return members.isEmpty();
  }

  /** A text of this pattern. */
  public String text(String name, Pattern pattern) {
    return optionalText(name, pattern).orElseThrow(() -> new BadBody(Flaw.MISSING, place(name)));
  }

  /** A text of 1 to {@code longest} characters, whatever they are. */
  public String text(String name, int longest) {
    String text =
        member(name, String.class).orElseThrow(() -> new BadBody(Flaw.MISSING, place(name)));
    boolean fits = text.length() <= longest || text.codePointCount(0, text.length()) <= longest;
    if (text.isEmpty() || !fits) {
      throw new BadBody(Flaw.BAD_VALUE, place(name));
    }
    return text;
  }

  /** A text of this pattern, if it is there. */
  public Optional<String> optionalText(String name, Pattern pattern) {
    Optional<String> text = member(name, String.class);
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      throw new BadBody(Flaw.BAD_VALUE, place(name));
    }
    return text;
  }

  /** One of the constants' names. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String text =
        member(name, String.class).orElseThrow(() -> new BadBody(Flaw.MISSING, place(name)));
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new BadBody(Flaw.BAD_VALUE, place(name)));
  }

  /** A whole number within bounds, both included, if it is there. */
  public OptionalLong optionalWhole(String name, long min, long max) {
    Optional<Long> number = member(name, Long.class);
    if (number.isPresent() && (number.get() < min || number.get() > max)) {
      throw new BadBody(Flaw.BAD_VALUE, place(name));
    }
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** True or false; false when it is not there. */
  public boolean flag(String name) {
    return member(name, Boolean.class).orElse(false);
  }

  /** A nested object read as a record, if it is there. */
  public <T> Optional<T> optionalObject(String name, Function<Fields, T> reader) {
    return member(name, Fields.class).map(fields -> fields.read(reader));
  }

  /** A refusal of a member's value, for what no pattern can say. */
  public BadBody badValue(String name) {
    return new BadBody(Flaw.BAD_VALUE, place(name));
  }

  /** A refusal because a member is missing that others make necessary. */
  public BadBody missing(String name) {
    return new BadBody(Flaw.MISSING, place(name));
  }

  private <T> Optional<T> member(String name, Class<T> type) {
    taken.add(name);
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new BadBody(Flaw.WRONG_TYPE, place(name));
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private String place(String name) {
    return place(path, name);
  }

  /** A member's place; a name that could carry content is not repeated. */
  static String place(String parent, String name) {
    return parent + "." + (isSpeakable(name) ? name : "?");
  }

  /** A letter, then letters, digits, low lines and hyphens, all of ASCII. */
  private static boolean isSpeakable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_' || c == '-'))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST_NAME;
  }
}
