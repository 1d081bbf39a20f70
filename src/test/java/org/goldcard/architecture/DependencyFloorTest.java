package org.goldcard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DependencyFloorTest {
  @Test
  void nothingOnTheClassPathIsOlderThanItsFloor() throws IOException {
    List<String> jars = classPath();
    assertThat(jars).hasSizeGreaterThan(60);
    assertThat(new DependencyFloor(floor()).problems(jars)).isEmpty();
  }

  @Test
  void reportsWhatIsTooOldMissingOrForbidden() throws IOException {
    DependencyFloor floor = new DependencyFloor(floor());
    assertThat(floor.problems(List.of())).contains("vertx-core is missing", "netty* is missing");
    List<String> jars =
        List.of(
            "/m2/vertx-core-5.0.9.jar",
            "/m2/netty-transport-native-epoll-4.2.17.Final-linux-x86_64.jar",
            "/m2/bcprov-jdk15on-1.70.jar",
            "/m2/jackson-core-2.9.10.jar",
            "/m2/httpcore5-5.4.2.jar");
    assertThat(floor.problems(jars))
        .contains(
            "vertx-core 5.0.9 is older than 5.0.12",
            "netty-transport-native-epoll 4.2.17.Final is older than 4.2.18",
            "bcprov-jdk15on 1.70 must not be there",
            "jackson-core 2.9.10 is older than 2.22.1",
            "httpcore5 5.4.2 is older than 5.4.3");
  }

  @Test
  void newerVersionsPassWhateverTheirNumberOfParts() {
    DependencyFloor floor = new DependencyFloor(List.of("a 1.2.10", "b? 3"));
    assertThat(floor.problems(List.of("a-1.2.10.jar"))).isEmpty();
    assertThat(floor.problems(List.of("a-1.3.jar", "b-3.0.1.jar"))).isEmpty();
    assertThat(floor.problems(List.of("a-2-sources.jar"))).isEmpty();
    assertThat(floor.problems(List.of("a-1.2.9.jar"))).hasSize(1);
  }

  private static List<String> floor() throws IOException {
    try (InputStream in = DependencyFloorTest.class.getResourceAsStream("/deps-floor.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  /** Surefire may start the tests with one jar that only lists the others. */
  private static List<String> classPath() {
    String usual = System.getProperty("java.class.path");
    String path = System.getProperty("surefire.test.class.path", usual);
    return List.of(path.split(File.pathSeparator, -1));
  }
}
