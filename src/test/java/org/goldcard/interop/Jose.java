package org.goldcard.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The library {@code jose} of Node.js, fetched by npm below {@code target}. */
final class Jose {
  private static final Path PLACE = Path.of("target", "jose").toAbsolutePath();

  private Jose() {}

  /** Passes the test over where there is no Node.js; with {@code CI} set it has to be there. */
  static void requireNode() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/node"));
    assertThat(there || System.getenv("CI") == null).as("Node.js is there").isTrue();
    assumeTrue(there, "without Node.js there is nothing to ask");
  }

  /** What {@code check.mjs} answers. */
  static JsonObject ask(JsonObject question) throws IOException, InterruptedException {
    Files.createDirectories(PLACE);
    for (String name : new String[] {"package.json", "check.mjs"}) {
      try (InputStream in = Jose.class.getResourceAsStream("/jose/" + name)) {
        Files.write(PLACE.resolve(name), Objects.requireNonNull(in).readAllBytes());
      }
    }
    if (!Files.isDirectory(PLACE.resolve("node_modules/jose"))) {
      run(null, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    return new JsonObject(run(question.encode(), "node", "check.mjs"));
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private static String run(@Nullable String input, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(PLACE.toFile())
            .redirectError(PLACE.resolve(command[0] + ".err").toFile())
            .start();
    try (var in = process.getOutputStream()) {
      in.write(input == null ? new byte[0] : input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command[0] + ": see " + PLACE).isZero();
    return output;
  }
}
