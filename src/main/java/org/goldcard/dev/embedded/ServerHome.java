package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.goldcard.dev.host.OwnerOnly;
import org.goldcard.dev.host.Platform;

/**
 * Where the embedded servers keep everything.
 *
 * @param data the data directory, absolute and without symbolic links
 * @param programs where server programs are unpacked; may be shared by several data directories
 * @param platform the system
 * @param progress told in one line what takes a while
 */
record ServerHome(Path data, Path programs, Platform platform, Consumer<String> progress) {
  private static final long LOG_LIMIT = 5_000_000;

  /** Makes the directories that are missing. */
  static ServerHome at(Path data, Path programs, Platform platform, Consumer<String> progress)
      throws IOException {
    Path real = OwnerOnly.directory(data.toAbsolutePath()).toRealPath();
    OwnerOnly.directory(real.resolve("logs"));
    Path unpacked = OwnerOnly.directory(programs.toAbsolutePath()).toRealPath();
    return new ServerHome(real, unpacked, platform, progress);
  }

  /** The log of one server; the former one is put aside when it has grown large. */
  Path log(String server) throws IOException {
    Path log = data.resolve("logs").resolve(server + ".log");
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Path old = log.resolveSibling(server + ".1.log");
      Files.deleteIfExists(old);
      Files.move(log, old);
    }
    return OwnerOnly.file(log);
  }

  /** The last lines a server wrote, for the message of a failed start. */
  String lastWords(String server) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("logs").resolve(server + ".log"));
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }
}
