package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.Pause;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.StartRefused;
import org.goldcard.dev.host.Supervised;
import org.goldcard.dev.host.Unpacking;
import org.goldcard.dev.host.Unprivileged;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a child process on data of its own: every commit flushed to disk, sign-in by
 * password only, listening on 127.0.0.1 and nowhere else. Blocks.
 */
final class EmbeddedPostgres implements Supervised.Server {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration FOR_THE_KILLED_TO_END = Duration.ofSeconds(10);
  private static final Duration TO_STOP = Duration.ofSeconds(20);

  private final ServerHome home;
  private final Path data;
  private final List<String> runner;
  private final Path programs;
  private final int port;

  private EmbeddedPostgres(ServerHome home, List<String> runner, Path programs, int port) {
    this.home = home;
    this.data = data(home.data());
    this.runner = runner;
    this.programs = programs;
    this.port = port;
  }

  /** Its data directory. */
  static Path data(Path home) {
    return home.resolve("postgres");
  }

  /**
   * Adopts the server a killed run left behind, or starts it; on the very first start makes the
   * database, too.
   *
   * @param fixed a port that must be used, or 0
   * @param wished a port to use when it is free, or 0
   */
  static Supervised start(
      ServerHome home, PostgresCluster.Passwords passwords, int fixed, int wished)
      throws IOException {
    List<String> runner = Unprivileged.runner(home.platform());
    Path programs = Unpacking.postgres(home.programs(), home.platform(), home.progress());
    if (!Files.exists(data(home.data()))) {
      PostgresCluster.create(home, runner, programs, passwords);
    }
    Optional<ProcessHandle> leftover = ServerProcess.startedWith(data(home.data()).toString());
    if (leftover.isPresent()) {
      int itsPort = PostmasterFile.of(data(home.data())).port();
      EmbeddedPostgres server = new EmbeddedPostgres(home, runner, programs, itsPort);
      if (server.canAdopt(leftover.get(), fixed)) {
        return Supervised.watch(server, leftover.get());
      }
      server.stop(leftover.get());
    }
    int port = fixed != 0 ? fixed : FreePort.prefer(wished);
    EmbeddedPostgres server = new EmbeddedPostgres(home, runner, programs, port);
    return Supervised.watch(server, server.launchPatiently());
  }

  /** Parts of a killed server may still be ending, and until then no other one starts. */
  private ProcessHandle launchPatiently() {
    boolean killedBefore = PostmasterFile.isThere(data);
    long end = System.nanoTime() + (killedBefore ? FOR_THE_KILLED_TO_END.toNanos() : 0);
    while (true) {
      try {
        return launch();
      } catch (StartRefused e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Pause.aMoment();
    }
  }

  private boolean canAdopt(ProcessHandle leftover, int fixed) {
    boolean ours = leftover.info().command().map(program()::equals).orElse(true);
    boolean there = port != 0 && (fixed == 0 || fixed == port);
    return ours && there && isReadyWithin(leftover, Duration.ofSeconds(10));
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public ProcessHandle launch() {
    if (!FreePort.isFree(port)) {
      throw new StartRefused(
          "PostgreSQL 的端口 " + port + " 已被占用", "port " + port + " for PostgreSQL is taken");
    }
    try {
      PostmasterFile.disownStale(data);
      ProcessHandle process =
          ServerProcess.detached(command(), data, home.log("postgres")).start().toHandle();
      if (isReadyWithin(process, TO_START)) {
        return process;
      }
      stop(process);
    } catch (IOException e) {
      throw notStarting(e);
    }
    throw notStarting(null);
  }

  private StartRefused notStarting(@Nullable Throwable cause) {
    String log = home.data().resolve("logs/postgres.log") + ": " + home.lastWords("postgres");
    return new StartRefused(
        "PostgreSQL 没有启动，日志 " + log, "PostgreSQL did not start, log " + log, cause);
  }

  private String program() {
    return programs.resolve("bin/postgres").toString();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(runner);
    command.addAll(List.of(program(), "-D", data.toString()));
    settings().forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  /** On the command line they win over every file; the log settings keep personal data out. */
  private Stream<String> settings() {
    return Stream.of(
        "port=" + port,
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "password_encryption=scram-sha-256",
        "logging_collector=off",
        "log_destination=stderr",
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",
        "log_parameter_max_length_on_error=0",
        "log_checkpoints=off");
  }

  private boolean isReadyWithin(ProcessHandle process, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (ServerProcess.runs(process) && System.nanoTime() < end) {
      if (PostmasterFile.of(data).saysReady(process)) {
        return true;
      }
      Pause.aMoment();
    }
    return false;
  }

  /** Fast shutdown: open transactions are rolled back; harder signals only when that hangs. */
  @Override
  public void stop(ProcessHandle process) {
    end(process);
  }

  /** The same for a server that is not watched. */
  static void end(ProcessHandle process) {
    ServerProcess.stop(process, TO_STOP, "INT", "QUIT", "KILL");
  }
}
