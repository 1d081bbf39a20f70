package org.goldcard.config;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.goldcard.partners.terms.AddressRange;

/** The variables as they were set, and the problems found so far. */
final class Variables {
  private static final int WIDEST_PREFIX = 8;

  private final Map<String, String> values;
  private final List<Problem> problems = new ArrayList<>();

  Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Notes a problem. */
  void refuse(String variable, String zh, String en) {
    problems.add(new Problem(variable, zh, en));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The value, if there is one; white space alone is none. */
  Optional<String> optional(String variable) {
    return Optional.ofNullable(values.get(variable)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The value; a missing one is a problem. */
  Optional<String> required(String variable) {
    Optional<String> value = optional(variable);
    if (value.isEmpty()) {
      refuse(variable, "未设置", "is not set");
    }
    return value;
  }

  /** The value, or what the file named by the variable with {@code _FILE} behind it contains. */
  Optional<String> requiredSecret(String variable) {
    String fileVariable = variable + "_FILE";
    Optional<String> direct = optional(variable);
    Optional<String> file = optional(fileVariable);
    if (direct.isPresent() && file.isPresent()) {
      refuse(
          variable, "与 " + fileVariable + " 只能设置一个", "set this or " + fileVariable + ", not both");
      return Optional.empty();
    }
    if (direct.isEmpty() && file.isEmpty()) {
      refuse(variable, "未设置（也可用 " + fileVariable + "）", "is not set (nor is " + fileVariable + ")");
    }
    return direct.or(() -> file.flatMap(path -> content(fileVariable, path)));
  }

  /** Whether the secret is given in either way. */
  boolean hasSecret(String variable) {
    return optional(variable).isPresent() || optional(variable + "_FILE").isPresent();
  }

  private Optional<String> content(String variable, String path) {
    try {
      String content = Files.readString(Path.of(path)).strip();
      if (content.isEmpty()) {
        refuse(variable, "文件为空", "names an empty file");
      }
      return Optional.of(content).filter(text -> !text.isEmpty());
    } catch (IOException | InvalidPathException e) {
      refuse(variable, "文件无法读取", "names a file that cannot be read");
      return Optional.empty();
    }
  }

  /** A readable file. */
  Optional<Path> file(String variable) {
    return path(variable)
        .filter(
            path ->
                holds(
                    Files.isRegularFile(path) && Files.isReadable(path),
                    variable,
                    "不是可读的文件",
                    "is not a readable file"));
  }

  /** An existing directory. */
  Optional<Path> directory(String variable) {
    return path(variable)
        .filter(
            path ->
                holds(
                    Files.isDirectory(path) && Files.isReadable(path),
                    variable,
                    "不是可读的目录",
                    "is not a readable directory"));
  }

  /** A path, whether or not something is there. */
  Optional<Path> path(String variable) {
    return optional(variable)
        .flatMap(
            text -> {
              try {
                return Optional.of(Path.of(text));
              } catch (InvalidPathException e) {
                refuse(variable, "不是路径", "is not a path");
                return Optional.empty();
              }
            });
  }

  /** One of the constants, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String variable, Class<E> type, E usual) {
    Optional<String> text = optional(variable);
    if (text.isEmpty()) {
      return usual;
    }
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(text.get())) {
        return constant;
      }
      words.add(word);
    }
    String allowed = String.join(", ", words);
    refuse(variable, "只能是 " + allowed, "must be one of " + allowed);
    return usual;
  }

  /** A whole number within bounds, both included. */
  int whole(String variable, int min, int max, int usual) {
    Optional<String> text = optional(variable);
    if (text.isEmpty()) {
      return usual;
    }
    boolean fits =
        text.get().matches("[0-9]{1,9}")
            && Integer.parseInt(text.get()) >= min
            && Integer.parseInt(text.get()) <= max;
    String range = min + " – " + max;
    holds(fits, variable, "应为 " + range + " 的整数", "must be a whole number, " + range);
    return fits ? Integer.parseInt(text.get()) : usual;
  }

  /** {@code true} or {@code false}; false when it is not set. */
  boolean flag(String variable) {
    Optional<String> text = optional(variable);
    if (text.isPresent() && !text.get().matches("true|false")) {
      refuse(variable, "只能是 true 或 false", "must be true or false");
    }
    return text.isPresent() && text.get().equals("true");
  }

  /** Ranges of addresses separated by commas, none of them wider than 8 leading bits. */
  List<AddressRange> ranges(String variable) {
    List<AddressRange> ranges = new ArrayList<>();
    String text = optional(variable).orElse("");
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      Optional<AddressRange> range = AddressRange.parse(part.strip());
      boolean fits =
          holds(
              range.isPresent(),
              variable,
              "应为以逗号分隔的地址段，如 10.0.0.0/24",
              "must be address ranges separated by commas, such as 10.0.0.0/24");
      if (fits && range.get().prefix() >= WIDEST_PREFIX) {
        ranges.add(range.get());
      } else if (fits) {
        refuse(variable, "地址段过宽", "names a range that is too wide");
      }
    }
    return ranges;
  }

  /** Notes a problem unless the condition holds. */
  @CanIgnoreReturnValue
  boolean holds(boolean condition, String variable, String zh, String en) {
    if (!condition) {
      refuse(variable, zh, en);
    }
    return condition;
  }
}
