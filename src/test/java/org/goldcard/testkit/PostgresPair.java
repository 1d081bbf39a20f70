package org.goldcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.Platform;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.Unpacking;
import org.goldcard.dev.host.Unprivileged;

/**
 * A PostgreSQL primary with a streaming standby that every commit waits for, of one test alone. The
 * standby begins as a cold copy of the primary. Blocks.
 */
public final class PostgresPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String url;
  private final String adminUrl;
  private final Server first;
  private final Server second;

  /** Starts both; answers when the standby streams, and where commits wait, is waited for. */
  public PostgresPair(boolean commitsWait) {
    Path directory = TestServers.emptyDirectory();
    Path home = directory.resolve("first");
    RunningServers made = TestServers.throwAway(home);
    this.url = made.databaseUrl();
    this.adminUrl = made.adminDatabaseUrl();
    made.close();
    Path copy = directory.resolve("second");
    TestServers.copyTree(home, copy);
    this.first = new Server(home.resolve("postgres"));
    this.second = new Server(copy.resolve("postgres"));
    first.start(commitsWait ? List.of("synchronous_standby_names=*") : List.of());
    second.follow(adminUrl, first.port);
    Awaitility.await().atMost(PATIENCE).until(() -> isFollowed(commitsWait));
  }

  private boolean isFollowed(boolean commitsWait) {
    String sql = "select sync_state from pg_stat_replication where state = 'streaming'";
    try {
      return TestServers.query(adminUrl(first.port), sql)
          .equals(List.of(commitsWait ? "sync" : "async"));
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  /** Both hosts, the standby first. */
  public String url() {
    return at(url, "127.0.0.1:" + second.port + ",127.0.0.1:" + first.port);
  }

  /** The standby alone. */
  public String standbyUrl() {
    return at(url, "127.0.0.1:" + second.port);
  }

  /** The first primary alone. */
  public String primaryUrl() {
    return at(url, "127.0.0.1:" + first.port);
  }

  private String adminUrl(int port) {
    return at(adminUrl, "127.0.0.1:" + port);
  }

  private static String at(String address, String hosts) {
    int from = address.indexOf('@') + 1;
    return address.substring(0, from) + hosts + address.substring(address.indexOf('/', from));
  }

  /** Kills the primary like a power cut. */
  public void killPrimary() {
    first.kill();
  }

  /** Starts the killed primary again, as if nobody had been promoted: it takes reads and writes. */
  public void reviveOldPrimary() {
    first.start(List.of());
  }

  /** Makes the standby a primary; with nobody to wait for. */
  public void promote() {
    TestServers.execute(adminUrl(second.port), "select pg_promote(true, 30)");
  }

  @Override
  public void close() {
    first.kill();
    second.kill();
  }

  private static final class Server {
    private final Path data;
    private final int port = FreePort.any();
    private ProcessHandle process = ProcessHandle.current();

    private Server(Path data) {
      this.data = data;
    }

    private void follow(String admin, int primaryPort) {
      String[] login = admin.substring(admin.indexOf("//") + 2, admin.indexOf('@')).split(":", 2);
      String info =
          "host=127.0.0.1 port=%d user=%s password=%s".formatted(primaryPort, login[0], login[1]);
      try {
        Files.createFile(data.resolve("standby.signal"));
        Path settings = data.resolve("postgresql.auto.conf");
        Files.writeString(settings, "primary_conninfo = '" + info + "'\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      start(List.of());
    }

    private void start(List<String> settings) {
      Platform platform = Platform.here();
      try {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        Path programs = Unpacking.postgres(TestServers.programs(), platform, line -> {});
        List<String> command = new ArrayList<>(Unprivileged.runner(platform));
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("port=" + port, "listen_addresses=127.0.0.1", "max_connections=200"));
        all.addAll(List.of("unix_socket_directories=", "wal_receiver_timeout=2s"));
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        Path log = data.resolveSibling("log");
        process =
            ServerProcess.plain(command, data)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .toHandle();
        Awaitility.await()
            .atMost(PATIENCE)
            .failFast("see " + log, () -> !ServerProcess.runs(process))
            .until(this::isReady);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean isReady() throws IOException {
      Path file = data.resolve("postmaster.pid");
      return Files.exists(file) && Files.readString(file).matches("(?s).*\\bready\\s*");
    }

    /** All its processes at once. */
    private void kill() {
      if (process.pid() != ProcessHandle.current().pid()) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> all.stream().noneMatch(ServerProcess::runs));
      }
    }
  }
}
