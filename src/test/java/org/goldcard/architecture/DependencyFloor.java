package org.goldcard.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Least versions of libraries, and libraries that must never be there. */
final class DependencyFloor {
  private static final Pattern JAR =
      Pattern.compile(
          "(?:.*/)?([A-Za-z][A-Za-z0-9._-]*?)-(\\d[A-Za-z0-9._]*)(?:-[a-z0-9_-]+)?\\.jar");

  private final List<String[]> rules;

  /** A floor as its file describes it, line by line. */
  DependencyFloor(List<String> lines) {
    this.rules =
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> line.split("\\s+", 2))
            .toList();
  }

  /** What is too old, missing or forbidden among some jar files; empty when all is well. */
  List<String> problems(List<String> jars) {
    List<Library> libraries =
        jars.stream().map(JAR::matcher).filter(Matcher::matches).map(Library::of).toList();
    List<String> problems = new ArrayList<>();
    for (String[] rule : rules) {
      problems.addAll(problems(rule, libraries));
    }
    return problems;
  }

  private static List<String> problems(String[] rule, List<Library> libraries) {
    boolean forbidden = rule[0].startsWith("!");
    boolean optional = rule[0].endsWith("?");
    String name = rule[0].replaceAll("[!?]", "");
    List<Library> found = libraries.stream().filter(library -> library.isNamed(name)).toList();
    if (forbidden) {
      return found.stream().map(library -> library + " must not be there").toList();
    }
    if (found.isEmpty()) {
      return optional ? List.of() : List.of(name + " is missing");
    }
    return found.stream()
        .filter(library -> library.isOlderThan(rule[1]))
        .map(library -> library + " is older than " + rule[1])
        .toList();
  }

  private record Library(String name, String version) {
    static Library of(Matcher jar) {
      return new Library(jar.group(1), jar.group(2));
    }

    boolean isNamed(String pattern) {
      return pattern.endsWith("*")
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern);
    }

    /** By numbers, part for part; words such as Final count for nothing. */
    boolean isOlderThan(String floor) {
      return Arrays.compare(numbers(version), numbers(floor)) < 0;
    }

    private static int[] numbers(String version) {
      return Arrays.stream(version.split("[._-]", -1))
          .filter(part -> part.matches("\\d{1,8}"))
          .mapToInt(Integer::parseInt)
          .toArray();
    }

    @Override
    public String toString() {
      return name + " " + version;
    }
  }
}
