package org.goldcard.dev.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.goldcard.dev.host.StartRefused;

/** A program of its own that runs the servers, so that a test can kill it. */
public final class ServersInAnotherProgram implements AutoCloseable {
  /** A directory name no careless program survives. */
  static final String HARD_NAME = "金卡 \"data\" 目录";

  private static final String READY = "ready";
  private final Process process;
  private final BufferedReader output;

  private ServersInAnotherProgram(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts the program on a directory; with a hard name, on one of that name inside it. */
  static ServersInAnotherProgram start(Path directory, Path programs, boolean hardName)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(ServersInAnotherProgram.class.getName());
    command.addAll(List.of(directory.toString(), programs.toString()));
    command.add(Boolean.toString(hardName));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Without a UTF-8 locale Java cannot name such a file.
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new ServersInAnotherProgram(
        builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Its next line that fits; fails when it ends before. */
  String line(Predicate<String> fits) throws IOException {
    String line = output.readLine();
    while (line != null && !fits.test(line)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the other program ended early");
    }
    return line;
  }

  /** What it runs: database address, Redis address, both process numbers. */
  String[] running() throws IOException {
    return line(text -> text.startsWith(READY)).split(" ", -1);
  }

  /** Kills it at once; nothing of its own can run any more. */
  void kill() throws InterruptedException {
    int code = process.destroyForcibly().waitFor();
    if (code == 0) {
      throw new IllegalStateException("the other program had ended by itself");
    }
  }

  /** Lets it end orderly. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("the other program failed");
    }
  }

  /** Runs servers until the input ends. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Path data = Boolean.parseBoolean(args[2]) ? directory.resolve(HARD_NAME) : directory;
    try (RunningServers servers =
        EmbeddedServers.start(data, Path.of(args[1]), Ports.ANY, ServersInAnotherProgram::tell)) {
      System.out.printf(
          "%s %s %s %d %d%n",
          READY,
          servers.databaseUrl(),
          servers.redisUrl(),
          servers.postgresPid(),
          servers.redisPid());
      while (System.in.read() >= 0) {
        System.out.println("still here");
      }
    } catch (StartRefused refused) {
      System.out.println("refused " + refused.getMessage());
    }
  }

  private static void tell(String line) {
    System.out.println(line);
  }
}
