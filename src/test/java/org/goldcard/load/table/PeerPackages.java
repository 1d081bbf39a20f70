package org.goldcard.load.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The packages of the peer, fetched by npm below {@code target} when first wanted. Blocks. */
final class PeerPackages {
  private static final Path PLACE = Path.of("target", "peer").toAbsolutePath();

  private PeerPackages() {}

  /** Whether there is a Node.js to run it. */
  static boolean areWanted() {
    return Files.isExecutable(Path.of("/usr/bin/node"))
        && Files.isExecutable(Path.of("/usr/bin/npm"));
  }

  /** The directory with program and packages. */
  static Path installed() throws IOException {
    Files.createDirectories(PLACE);
    for (String name : new String[] {"package.json", "server.js"}) {
      try (InputStream in = PeerPackages.class.getResourceAsStream("/peer/" + name)) {
        Files.write(PLACE.resolve(name), Objects.requireNonNull(in).readAllBytes());
      }
    }
    if (!Files.isDirectory(PLACE.resolve("node_modules/ioredis"))) {
      install();
    }
    return PLACE;
  }

  private static void install() throws IOException {
    try {
      int exit =
          new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
              .directory(PLACE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(PLACE.resolve("npm.log").toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IOException("npm install ended with " + exit + ", see " + PLACE + "/npm.log");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
