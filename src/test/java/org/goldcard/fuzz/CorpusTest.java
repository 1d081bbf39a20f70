package org.goldcard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input in the corpora, and each cut in half: no crash, no hang, no echo. */
class CorpusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Set<String> targets() {
    return Targets.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyInputIsTaken(String name) throws IOException {
    Targets.Target target = Objects.requireNonNull(Targets.all().get(name)).target();
    List<Path> inputs;
    try (Stream<Path> files = Files.list(Seeds.CORPORA.resolve(name))) {
      inputs = files.sorted().toList();
    }
    assertThat(inputs).hasSizeGreaterThan(4);
    for (Path input : inputs) {
      byte[] bytes = Files.readAllBytes(input);
      isTaken(target, input.toString(), bytes);
      isTaken(target, input + ", its first half", Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  private static void isTaken(Targets.Target target, String name, byte[] input) {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> assertThatCode(() -> target.take(input)).as(name).doesNotThrowAnyException());
  }
}
