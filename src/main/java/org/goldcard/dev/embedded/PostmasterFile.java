package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.dev.host.OwnerOnly;

/**
 * What PostgreSQL writes into {@code postmaster.pid}: its process, its port, its state. The file
 * stays behind when the server is killed, so nothing in it counts unless its process is known.
 */
final class PostmasterFile {
  private static final String NAME = "postmaster.pid";
  private static final int PID = 0;
  private static final int PORT = 3;
  private static final int STATE = 7;

  /** No system gives out this number: Linux ends at 4194304, others far below. */
  private static final String NOBODY = "2000000000";

  private final List<String> lines;

  private PostmasterFile(List<String> lines) {
    this.lines = lines;
  }

  /** The file of a data directory; one that is missing or being written says nothing. */
  static PostmasterFile of(Path data) {
    try {
      return new PostmasterFile(Files.readAllLines(data.resolve(NAME)));
    } catch (IOException unreadable) {
      return new PostmasterFile(List.of());
    }
  }

  /** Whether a server runs on the data directory, or ended without taking its leave. */
  static boolean isThere(Path data) {
    return Files.exists(data.resolve(NAME));
  }

  /** Whether it is this process that wrote the file, and takes connections. */
  boolean saysReady(ProcessHandle process) {
    return line(PID).equals(Long.toString(process.pid())) && line(STATE).equals("ready");
  }

  /** The port, or 0. */
  int port() {
    return line(PORT).matches("\\d{1,5}") ? Integer.parseInt(line(PORT)) : 0;
  }

  private String line(int number) {
    return number < lines.size() ? lines.get(number).strip() : "";
  }

  /**
   * Takes the process out of a file left behind by a server that is known to be gone: its number
   * may be another program's by now, and PostgreSQL would not start beside that. The rest stays, by
   * which PostgreSQL finds out whether parts of the killed server still run.
   */
  static void disownStale(Path data) throws IOException {
    Path file = data.resolve(NAME);
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = new ArrayList<>(of(data).lines);
    if (lines.size() < STATE) {
      // Cut short by a power failure, which nothing survives.
      Files.delete(file);
      return;
    }
    lines.set(PID, NOBODY);
    OwnerOnly.write(file, String.join("\n", lines) + "\n");
  }
}
