package org.goldcard.dev.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.goldcard.dev.host.FreePort;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServersIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path data;

  @Test
  void startsAKilledPostgresAgainWithItsData() {
    try (RunningServers servers = TestServers.throwAway(data)) {
      String url = servers.databaseUrl();
      TestServers.execute(url, "CREATE TABLE kept (n int)");
      for (int i = 1; i <= 3; i++) {
        TestServers.execute(url, "INSERT INTO kept VALUES (" + i + ")");
        long killed = servers.postgresPid();
        kill(killed);
        awaitAnswer(url);
        assertThat(servers.postgresPid()).isNotEqualTo(killed);
      }
      assertThat(TestServers.query(url, "SELECT n FROM kept ORDER BY n"))
          .containsExactly("1", "2", "3");
      assertThat(TestServers.query(url, "SHOW fsync")).containsExactly("on");
    }
  }

  @Test
  void startsAKilledRedisAgainWithItsData() {
    try (RunningServers servers = TestServers.throwAway(data)) {
      String url = servers.redisUrl();
      for (int i = 1; i <= 3; i++) {
        TestServers.redis(url, "RPUSH kept " + i);
        long killed = servers.redisPid();
        kill(killed);
        await().atMost(SOON).until(() -> servers.redisPid() != killed);
        assertThat(TestServers.redis(url, "LLEN kept")).isEqualTo(":" + i + "\r\n");
      }
    }
  }

  @Test
  void adoptsWhatAKilledProgramLeftBehindAndWatchesIt() throws Exception {
    ServersInAnotherProgram other =
        ServersInAnotherProgram.start(data, TestServers.programs(), false);
    String[] was = other.running();
    TestServers.execute(was[1], "CREATE TABLE kept AS SELECT 7 AS n");
    other.kill();
    try (RunningServers servers = TestServers.throwAway(data)) {
      assertThat(servers.databaseUrl()).isEqualTo(was[1]);
      assertThat(servers.redisUrl()).isEqualTo(was[2]);
      assertThat(servers.postgresPid()).hasToString(was[3]);
      assertThat(servers.redisPid()).hasToString(was[4]);
      kill(servers.postgresPid());
      kill(servers.redisPid());
      awaitAnswer(was[1]);
      await().atMost(SOON).until(() -> RedisWire.answers(port(was[2]), password(was[2])));
      assertThat(TestServers.query(was[1], "SELECT n FROM kept")).containsExactly("7");
    }
    assertThat(runs(was[3])).isFalse();
  }

  @Test
  void stopsALeftoverThatListensElsewhereThanConfigured() throws Exception {
    ServersInAnotherProgram other =
        ServersInAnotherProgram.start(data, TestServers.programs(), false);
    String[] was = other.running();
    other.kill();
    Ports others = new Ports(free(), free());
    try (RunningServers servers =
        EmbeddedServers.start(data, TestServers.programs(), others, line -> {})) {
      assertThat(runs(was[3])).isFalse();
      assertThat(runs(was[4])).isFalse();
      assertThat(servers.databaseUrl()).contains(":" + others.postgres() + "/");
      assertThat(TestServers.query(servers.databaseUrl(), "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void doesNotTrustAPidFileThatNamesAnotherProgram() throws IOException {
    String url;
    List<String> file;
    Path pidFile = data.resolve("postgres/postmaster.pid");
    try (RunningServers servers = TestServers.throwAway(data)) {
      url = servers.databaseUrl();
      file = Files.readAllLines(pidFile);
    }
    // A living process that is not PostgreSQL: this one.
    file.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.writeString(pidFile, String.join("\n", file) + "\n");
    startsAndAnswersAt(url);
    Files.writeString(pidFile, "");
    startsAndAnswersAt(url);
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  private void startsAndAnswersAt(String url) {
    try (RunningServers servers = TestServers.throwAway(data)) {
      assertThat(servers.databaseUrl()).isEqualTo(url);
      assertThat(TestServers.query(url, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void survivesAKillWhileUnpackingAndWhileMakingTheDatabase() throws Exception {
    Path programs = data.resolve("programs");
    killAt(programs, "unpacking PostgreSQL");
    killAt(programs, "creating the database");
    try (RunningServers servers = EmbeddedServers.start(data, Ports.ANY, line -> {})) {
      assertThat(TestServers.query(servers.databaseUrl(), "SELECT 1")).containsExactly("1");
    }
    try (Stream<Path> entries = Files.list(programs)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".unpacking"))
          .hasSize(4);
    }
    assertThat(data.resolve("postgres.new")).doesNotExist();
  }

  private void killAt(Path programs, String progress) throws Exception {
    ServersInAnotherProgram other = ServersInAnotherProgram.start(data, programs, false);
    assertThat(other.line(line -> line.contains(progress))).contains(progress);
    Path begun = progress.startsWith("unpacking") ? programs : data.resolve("postgres.new/base");
    await().atMost(SOON).pollInterval(Duration.ofMillis(2)).until(() -> hasBegun(begun));
    other.kill();
  }

  private static boolean hasBegun(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    if (directory.endsWith("base")) {
      return true;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.anyMatch(
          path -> path.getFileName().toString().startsWith(".unpacking-PostgreSQL"));
    }
  }

  @Test
  void worksInADirectoryWithSpacesQuotesAndChineseInItsName() throws Exception {
    try (ServersInAnotherProgram other =
        ServersInAnotherProgram.start(data, TestServers.programs(), true)) {
      String[] running = other.running();
      assertThat(TestServers.query(running[1], "SELECT '泉城'")).containsExactly("泉城");
      assertThat(TestServers.redis(running[2], "PING")).isEqualTo("+PONG\r\n");
    }
    assertThat(data.resolve("postgres")).doesNotExist();
    try (ServersInAnotherProgram again =
        ServersInAnotherProgram.start(data, TestServers.programs(), true)) {
      assertThat(TestServers.query(again.running()[1], "SELECT 1")).containsExactly("1");
    }
  }

  private static boolean runs(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).filter(ServerProcess::runs).isPresent();
  }

  private static void awaitAnswer(String url) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> TestServers.query(url, "SELECT 1").equals(List.of("1")));
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private static int free() {
    return FreePort.any();
  }

  private static int port(String redisUrl) {
    return URI.create(redisUrl).getPort();
  }

  private static String password(String redisUrl) {
    return URI.create(redisUrl).getUserInfo().substring(1);
  }
}
