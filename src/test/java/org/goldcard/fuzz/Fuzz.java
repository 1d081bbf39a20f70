package org.goldcard.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Looks for inputs that a target does not take, one target after the other, each in a process of
 * its own on one thread. What it finds new lies below {@code target/fuzz}; a finding ends with its
 * stack and the file that causes it. To keep an input, copy it into the corpus.
 *
 * <pre>mvn -q test-compile exec:exec@fuzz -Dfuzz=all -Dminutes=10</pre>
 */
final class Fuzz {
  private static final Path FOUND = Path.of("target/fuzz");

  private Fuzz() {}

  /**
   * Runs the named target, or all, for so many minutes each; ends with 1 where one has a finding.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean clean = true;
    for (Map.Entry<String, Targets.Entry> target : Targets.all().entrySet()) {
      if (args[0].equals("all") || args[0].equals(target.getKey())) {
        long seconds = Math.round(Double.parseDouble(args[1]) * 60);
        clean &= run(target.getKey(), target.getValue().type(), seconds) == 0;
      }
    }
    System.exit(clean ? 0 : 1);
  }

  private static int run(String name, Class<?> type, long seconds)
      throws IOException, InterruptedException {
    Path found = FOUND.resolve(name).toAbsolutePath();
    Files.createDirectories(found);
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+EnableDynamicAgentLoading",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + type.getName(),
            "--instrumentation_includes=org.goldcard.**",
            "--custom_hook_includes=org.goldcard.**",
            // Our own client asks our own server.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
            "--reproducer_path=" + found,
            "-artifact_prefix=" + found + "/finding-",
            "-max_total_time=" + seconds,
            "-timeout=60",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            found.toString(),
            Seeds.CORPORA.resolve(name).toAbsolutePath().toString());
    return new ProcessBuilder(line).inheritIO().start().waitFor();
  }
}
