package org.goldcard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * README's table {@code | package | purpose |} names every package and says of each what its own
 * file says.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("src/main/java");
  private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern ROW = Pattern.compile("\\| *`?([a-z][a-z.]*)`? *\\| *(.*?) *\\|");

  @Test
  void theTableOfPackagesIsWhatThePackagesSay() throws IOException {
    assertThat(table(Files.readAllLines(Path.of("README.md")))).isEqualTo(sentences());
  }

  @Test
  void readsATable() {
    List<String> lines =
        List.of("| package | purpose |", "|---|---|", "| `card` | The words. |", "", "| x | y |");
    assertThat(table(lines)).containsExactly(Map.entry("card", "The words."));
  }

  /** The rows under the heading, to the first line that is none. */
  private static Map<String, String> table(List<String> lines) {
    Map<String, String> rows = new TreeMap<>();
    lines.stream()
        .dropWhile(line -> !line.matches("\\| *package *\\| *purpose *\\|"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  /** Each package by its name, with the first sentence of its package-info. */
  private static Map<String, String> sentences() throws IOException {
    Map<String, String> sentences = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.endsWith("package-info.java"))
          .forEach(file -> sentences.put(name(file), sentence(file)));
    }
    return sentences;
  }

  private static String name(Path packageInfo) {
    return ROOT.relativize(packageInfo.getParent()).toString().replace('/', '.');
  }

  private static String sentence(Path packageInfo) {
    try {
      Matcher comment = SENTENCE.matcher(Files.readString(packageInfo));
      assertThat(comment.find()).as("%s has a sentence", packageInfo).isTrue();
      String text = comment.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
      return text.replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
