package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.OwnerOnly;
import org.goldcard.dev.host.Pause;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.StartRefused;
import org.goldcard.dev.host.Supervised;
import org.goldcard.dev.host.Unpacking;
import org.jspecify.annotations.Nullable;

/**
 * Redis as a child process with its append-only file, listening on 127.0.0.1 and nowhere else,
 * never evicting. Blocks.
 *
 * <p>The file is flushed to disk every second and not at each command: what Redis holds is rebuilt
 * from PostgreSQL or forgotten within a minute, and a flush would stand on the way of every scan.
 */
final class EmbeddedRedis implements Supervised.Server {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(20);

  private final ServerHome home;
  private final Path program;
  private final String password;
  private final int port;

  private EmbeddedRedis(ServerHome home, Path program, String password, int port) {
    this.home = home;
    this.program = program;
    this.password = password;
    this.port = port;
  }

  private static Path directory(Path home) {
    return home.resolve("redis");
  }

  /** The file it is started with, which also tells its processes from all others. */
  static Path settingsFile(Path home) {
    return directory(home).resolve("redis.conf");
  }

  /**
   * Adopts the server a killed run left behind, or starts it.
   *
   * @param fixed a port that must be used, or 0
   * @param wished a port to use when it is free, or 0
   */
  static Supervised start(ServerHome home, String password, int fixed, int wished)
      throws IOException {
    Path program = Unpacking.redis(home.programs(), home.platform(), home.progress());
    OwnerOnly.directory(directory(home.data()));
    Optional<ProcessHandle> leftover =
        ServerProcess.startedWith(settingsFile(home.data()).toString());
    if (leftover.isPresent()) {
      int itsPort = portOf(settingsFile(home.data()));
      EmbeddedRedis server = new EmbeddedRedis(home, program, password, itsPort);
      if (server.canAdopt(leftover.get(), fixed)) {
        return Supervised.watch(server, leftover.get());
      }
      server.stop(leftover.get());
    }
    int port = fixed != 0 ? fixed : FreePort.prefer(wished);
    EmbeddedRedis server = new EmbeddedRedis(home, program, password, port);
    return Supervised.watch(server, server.launch());
  }

  private boolean canAdopt(ProcessHandle leftover, int fixed) {
    boolean ours = leftover.info().command().map(program.toString()::equals).orElse(true);
    boolean there = port != 0 && (fixed == 0 || fixed == port);
    return ours && there && isReadyWithin(leftover, Duration.ofSeconds(10));
  }

  @Override
  public String name() {
    return "Redis";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public ProcessHandle launch() {
    if (!FreePort.isFree(port)) {
      throw new StartRefused("Redis 的端口 " + port + " 已被占用", "port " + port + " for Redis is taken");
    }
    try {
      Path file = settingsFile(home.data());
      OwnerOnly.write(file, settings());
      List<String> command = List.of(program.toString(), file.toString());
      ProcessHandle process =
          ServerProcess.detached(command, directory(home.data()), home.log("redis"))
              .start()
              .toHandle();
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
    String log = home.data().resolve("logs/redis.log") + ": " + home.lastWords("redis");
    return new StartRefused("Redis 没有启动，日志 " + log, "Redis did not start, log " + log, cause);
  }

  /** Paths are left out: Redis works in the directory it is started in. */
  private String settings() {
    return """
        bind 127.0.0.1
        port %d
        requirepass %s
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory-policy noeviction
        databases 256
        set-proc-title no
        daemonize no
        """
        .formatted(port, password);
  }

  /** The port its settings name, or 0. */
  static int portOf(Path settingsFile) throws IOException {
    if (!Files.exists(settingsFile)) {
      return 0;
    }
    return Files.readAllLines(settingsFile).stream()
        .filter(line -> line.matches("port \\d{1,5}"))
        .mapToInt(line -> Integer.parseInt(line.substring("port ".length())))
        .findFirst()
        .orElse(0);
  }

  private boolean isReadyWithin(ProcessHandle process, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (ServerProcess.runs(process) && System.nanoTime() < end) {
      if (RedisWire.answers(port, password)) {
        return true;
      }
      Pause.aMoment();
    }
    return false;
  }

  /** On TERM it flushes its file and ends; harder only when that hangs. */
  @Override
  public void stop(ProcessHandle process) {
    end(process);
  }

  /** The same for a server that is not watched. */
  static void end(ProcessHandle process) {
    ServerProcess.stop(process, TO_STOP, "TERM", "KILL");
  }
}
