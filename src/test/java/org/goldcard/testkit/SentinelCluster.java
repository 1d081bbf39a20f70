package org.goldcard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.Platform;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.dev.host.Unpacking;
import org.goldcard.redis.link.FunctionLoading;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.redis.link.RedisUsers;

/** A Redis master, its replica and three Sentinels with passwords, of one test alone. Blocks. */
public final class SentinelCluster implements AutoCloseable {
  private static final String NAME = "goldcard";
  private static final String PASSWORD = "xK3-9fQ.7uVb2LmZ";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SENTINELS = 3;

  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<Sentinel> sentinels = new ArrayList<>();

  /** Starts all; answers when every Sentinel knows the others and the replica. */
  public SentinelCluster() {
    RedisProcess master = new RedisProcess("--repl-diskless-sync-delay", "0");
    servers.add(master);
    servers.add(replicaOf(master));
    for (RedisProcess server : servers) {
      server.command(RedisUsers.service("service", RedisUsers.hashed(PASSWORD)));
    }
    assertThat(FunctionLoading.load(RedisServers.of(master.url()))).isPositive();
    for (int i = 0; i < SENTINELS; i++) {
      sentinels.add(new Sentinel(master.port()));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> sentinels.stream().allMatch(Sentinel::knowsAll));
  }

  private static RedisProcess replicaOf(RedisProcess master) {
    return new RedisProcess(
        "--replicaof", "127.0.0.1 " + master.port(), "--repl-diskless-sync-delay", "0");
  }

  /** The address of it, as the user with least rights. */
  public RedisServers address() {
    List<String> endpoints =
        sentinels.stream()
            .map(s -> "redis://service:" + PASSWORD + "@127.0.0.1:" + s.port + "/0")
            .toList();
    return new RedisServers(endpoints, NAME, "default:" + PASSWORD, null);
  }

  /** The same as settings of a node name it. */
  public String url() {
    String hosts =
        sentinels.stream().map(s -> "127.0.0.1:" + s.port).collect(Collectors.joining(","));
    return "redis-sentinel://service:" + PASSWORD + "@" + hosts + "/0?master=" + NAME;
  }

  /** The master of now alone, as the same user. */
  public String masterUrl() {
    return "redis://service:" + PASSWORD + "@127.0.0.1:" + master().port() + "/0";
  }

  /** The password of the Sentinels. */
  public String sentinelPassword() {
    return PASSWORD;
  }

  /** Starts a killed server again; it has forgotten everything, its users too. */
  public void restart(RedisProcess server) {
    server.start();
    server.command(RedisUsers.service("service", RedisUsers.hashed(PASSWORD)));
  }

  /**
   * The Sentinels may no longer speak to a server, and its replica may, as may those who use it: it
   * takes itself for the master when there is another one.
   */
  public static void hideFromSentinels(RedisProcess server) {
    server.command("ACL SETUSER default -@all +acl +role +quit +replconf +psync +hello +auth");
  }

  /** The opposite. */
  public static void showToSentinels(RedisProcess server) {
    server.command("ACL SETUSER default +@all");
  }

  /** Waits until there is one master and its replica follows it. */
  public void awaitWhole() {
    Awaitility.await("one master with its replica")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(this::isWhole);
  }

  private boolean isWhole() {
    List<String> roles = servers.stream().map(server -> server.command("ROLE")).toList();
    return roles.stream().filter(role -> role.contains("$6\r\nmaster")).count() == 1
        && roles.stream().filter(role -> role.contains("connected")).count() == 1;
  }

  /** The server that says it is the master, of those that answer. */
  public RedisProcess master() {
    return servers.stream()
        .filter(server -> server.command("ROLE").contains("master"))
        .findFirst()
        .orElseThrow();
  }

  /** The other one. */
  public RedisProcess replica() {
    RedisProcess master = master();
    return servers.stream().filter(server -> server != master).findFirst().orElseThrow();
  }

  /** Ends one Sentinel. */
  public void killSentinel(int number) {
    sentinels.get(number).process.destroyForcibly();
  }

  /** Has the Sentinels make the replica the master. */
  public void failOver() {
    assertThat(sentinels.get(SENTINELS - 1).ask("SENTINEL FAILOVER " + NAME)).endsWith("+OK\r\n");
  }

  @Override
  public void close() {
    sentinels.forEach(s -> s.process.destroyForcibly());
    servers.forEach(RedisProcess::close);
  }

  private static final class Sentinel {
    private final int port = FreePort.any();
    private final Process process;

    private Sentinel(int master) {
      try {
        Path directory = TestServers.emptyDirectory();
        Path file = directory.resolve("sentinel.conf");
        Files.writeString(file, settings(master));
        Path program = Unpacking.redis(TestServers.programs(), Platform.here(), line -> {});
        List<String> command = List.of(program.toString(), file.toString(), "--sentinel");
        this.process = ServerProcess.plain(command, directory).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String settings(int master) {
      return """
          port %1$d
          bind 127.0.0.1
          requirepass %2$s
          sentinel sentinel-pass %2$s
          sentinel monitor %3$s 127.0.0.1 %4$d 2
          sentinel down-after-milliseconds %3$s 500
          sentinel failover-timeout %3$s 2000
          """
          .formatted(port, PASSWORD, NAME, master);
    }

    private boolean knowsAll() {
      String said = ask("SENTINEL MASTER " + NAME);
      return said.contains("num-other-sentinels\r\n$1\r\n2")
          && said.contains("num-slaves\r\n$1\r\n1");
    }

    /** A Sentinel does not close on QUIT: read until the last field of a master is there. */
    private String ask(String command) {
      StringBuilder said = new StringBuilder();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(500);
        String words = "AUTH " + PASSWORD + "\r\n" + command + "\r\n";
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        byte[] buffer = new byte[8192];
        while (said.indexOf("parallel-syncs") < 0) {
          int count = socket.getInputStream().read(buffer);
          said.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8));
        }
      } catch (SocketTimeoutException e) {
        return said.toString();
      } catch (IOException e) {
        return "";
      }
      return said.toString();
    }
  }
}
