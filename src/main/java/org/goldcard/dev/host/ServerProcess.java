package org.goldcard.dev.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starting, finding and ending the server processes. Blocks. */
public final class ServerProcess {
  private static final List<Path> TOOLS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  private ServerProcess() {}

  /**
   * A command that runs in a session of its own where the system has {@code setsid}: Ctrl-C in the
   * terminal then reaches the service, which still needs its servers to finish, and not them.
   */
  public static ProcessBuilder detached(List<String> command, Path directory, Path log) {
    List<String> whole = new ArrayList<>();
    tool("setsid").ifPresent(path -> whole.add(path.toString()));
    whole.addAll(command);
    ProcessBuilder builder = plain(whole, directory);
    builder.redirectErrorStream(true);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /** A command with a plain, fixed environment, so that no setting of the user's changes it. */
  public static ProcessBuilder plain(List<String> command, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC"));
    return builder;
  }

  /** A system tool by its name. */
  public static Optional<Path> tool(String name) {
    return TOOLS.stream().map(dir -> dir.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  /**
   * The living process that was started with this argument, whoever started it. The process list is
   * asked, and no pid file: a pid in a file may by now be another program's.
   */
  public static Optional<ProcessHandle> startedWith(String argument) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      List<ProcessHandle> found = all.filter(process -> has(process, argument)).toList();
      return found.stream().filter(process -> !isChildOfOne(process, found)).findFirst();
    }
  }

  /** A server forks children that for a moment look like itself. */
  private static boolean isChildOfOne(ProcessHandle process, List<ProcessHandle> others) {
    return process.parent().map(others::contains).orElse(false);
  }

  private static boolean has(ProcessHandle process, String argument) {
    return process
        .info()
        .arguments()
        .map(arguments -> Arrays.asList(arguments).contains(argument))
        .orElse(false);
  }

  /** Kills what still runs with this argument, such as the first step of a killed first start. */
  public static void endAll(String argument) {
    Optional<ProcessHandle> running = startedWith(argument);
    while (running.isPresent()) {
      stop(running.get(), Duration.ofSeconds(10), "KILL");
      running = startedWith(argument);
    }
  }

  /** Sends a signal by its name; the shell has {@code kill} built in everywhere. */
  public static void signal(ProcessHandle process, String name) {
    try {
      int exit =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
              .start()
              .waitFor();
      if (exit != 0 && runs(process)) {
        throw new IllegalStateException("signal: not sent");
      }
    } catch (IOException e) {
      throw new IllegalStateException("signal: /bin/sh does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process ended within the time. */
  public static boolean endedWithin(ProcessHandle process, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (runs(process) && System.nanoTime() < end) {
      Pause.aMoment();
    }
    return !runs(process);
  }

  /**
   * Returns a moment after the process has ended. It looks again and again: the future of {@link
   * ProcessHandle#onExit} comes late for a process that is not a child, and needs the common pool,
   * in which others may wait for us.
   */
  static void awaitEnd(ProcessHandle process) {
    while (runs(process)) {
      Pause.of(50);
    }
  }

  /**
   * Whether the process still runs. An adopted one whose parent was killed may have ended and yet
   * stand in the process list, as long as nobody collects its exit code (in a container without an
   * init process: for ever).
   */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && !isDefunct(process.pid());
  }

  /** State Z of {@code /proc/<pid>/stat}, the first letter after the name in parentheses. */
  private static boolean isDefunct(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException goneOrNotLinux) {
      return false;
    }
  }

  /** Sends each signal in turn until the process has ended. */
  public static void stop(ProcessHandle process, Duration patience, String... signals) {
    for (String signal : signals) {
      if (!runs(process)) {
        return;
      }
      signal(process, signal);
      if (endedWithin(process, patience)) {
        return;
      }
    }
  }
}
