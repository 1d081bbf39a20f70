package org.goldcard.dev.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.dev.host.Archive;
import org.goldcard.dev.host.OwnerOnly;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.StartRefused;

/**
 * Makes PostgreSQL's data directory on the very first start: beside its place, and moved there when
 * the roles and the database exist, so a kill in the middle leaves nothing half-done. Blocks.
 */
final class PostgresCluster {
  /** The service's role and the name of its database. */
  static final String NAME = "goldcard";

  /** The role of administration, which the service does not use. */
  static final String ADMIN = "postgres";

  private static final int ATTEMPTS = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private PostgresCluster() {}

  /**
   * The passwords of the two roles; of letters and digits only.
   *
   * @param admin of the superuser
   * @param service of the service's role
   */
  record Passwords(String admin, String service) {
    Passwords {
      if (!(admin + service).matches("[A-Za-z0-9]{32,}")) {
        throw new IllegalArgumentException("passwords: letters and digits only");
      }
    }

    @Override
    public String toString() {
      return "Passwords[…]";
    }
  }

  static void create(ServerHome home, List<String> runner, Path programs, Passwords passwords)
      throws IOException {
    home.progress().accept("正在建立数据库… / creating the database…");
    Path fresh = home.data().resolve("postgres.new");
    ServerProcess.endAll(fresh.toString());
    clear(fresh);
    Path passwordFile = home.data().resolve("postgres.new.password");
    OwnerOnly.write(passwordFile, passwords.admin());
    try {
      run(home, initdb(home, runner, programs, fresh, passwordFile), "");
      run(home, singleUser(runner, programs, fresh), roles(passwords.service()));
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(fresh, EmbeddedPostgres.data(home.data()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A child of a killed initdb is not found by the directory's name and may write for a moment yet,
   * until it notices that nobody speaks to it.
   */
  private static void clear(Path fresh) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Archive.delete(fresh);
        return;
      } catch (DirectoryNotEmptyException | NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** The built-in C.UTF-8 sorts alike on every system, whatever locales it has. */
  private static List<String> initdb(
      ServerHome home, List<String> runner, Path programs, Path data, Path passwordFile) {
    List<String> command = new ArrayList<>(runner);
    command.add(programs.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", data.toString(), "-U", ADMIN, "-E", "UTF8", "--locale=C"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
    if (home.platform().linux()) {
      // One flush of the file system instead of a thousand of files.
      command.add("--sync-method=syncfs");
    }
    return command;
  }

  private static List<String> singleUser(List<String> runner, Path programs, Path data) {
    List<String> command = new ArrayList<>(runner);
    command.add(programs.resolve("bin/postgres").toString());
    command.addAll(List.of("--single", "-D", data.toString(), "-c", "exit_on_error=on"));
    command.addAll(List.of("-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off"));
    command.add(ADMIN);
    return command;
  }

  private static String roles(String password) {
    return """
        CREATE ROLE %1$s LOGIN CREATEDB CREATEROLE PASSWORD '%2$s';
        CREATE DATABASE %1$s OWNER %1$s;
        """
        .formatted(NAME, password);
  }

  private static void run(ServerHome home, List<String> command, String input) throws IOException {
    ProcessBuilder builder = ServerProcess.plain(command, home.data()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("initdb").toFile()));
    Process process = builder.start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    if (exitCode(process) != 0) {
      throw new StartRefused(
          "无法建立数据库：" + home.lastWords("initdb"),
          "the database could not be created: " + home.lastWords("initdb"));
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
