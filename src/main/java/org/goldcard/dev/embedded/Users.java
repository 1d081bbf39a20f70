package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.goldcard.dev.host.OwnerOnly;
import org.goldcard.dev.host.ServerProcess;

/**
 * The commands that use servers another program started: one file each, named after the process and
 * its start. Who ends last stops the servers.
 */
final class Users {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path directory;

  private Users(Path directory) {
    this.directory = directory;
  }

  /** The users of one data directory. */
  static Users of(Path data) throws IOException {
    return new Users(OwnerOnly.directory(data.resolve("users")));
  }

  /** Adds this program as a user; the file says so until it is deleted. */
  Path add() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    String name = self.pid() + "-" + startOf(self) + "-" + COUNT.incrementAndGet();
    return OwnerOnly.file(directory.resolve(name));
  }

  /** Whether a living program uses the servers; files of ended ones are removed. */
  boolean any() throws IOException {
    boolean any = false;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (isAlive(file.getFileName().toString())) {
          any = true;
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    return any;
  }

  private static boolean isAlive(String name) {
    String[] parts = name.split("-", -1);
    return parts.length == 3
        && ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(ServerProcess::runs)
            .filter(process -> startOf(process).equals(parts[1]))
            .isPresent();
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L).toString();
  }
}
