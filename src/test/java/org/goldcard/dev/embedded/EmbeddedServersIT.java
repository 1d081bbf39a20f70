package org.goldcard.dev.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.dev.host.StartRefused;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir private Path data;

  @Test
  void flushesEveryCommitToDisk() {
    String url = TestServers.freshDatabase(EmbeddedServersIT.class);
    assertThat(TestServers.query(url, "SHOW fsync")).containsExactly("on");
    assertThat(TestServers.query(url, "SHOW synchronous_commit")).containsExactly("on");
    assertThat(TestServers.query(url, "SHOW full_page_writes")).containsExactly("on");
  }

  @Test
  void signsInByPasswordOnlyAndAsNoSuperuser() {
    String url = TestServers.freshDatabase(EmbeddedServersIT.class);
    assertThat(TestServers.query(url, "SHOW is_superuser")).containsExactly("off");
    String admin = TestServers.shared().adminDatabaseUrl();
    assertThat(
            TestServers.query(
                admin, "SELECT auth_method FROM pg_hba_file_rules GROUP BY auth_method"))
        .containsExactly("scram-sha-256");
    assertThatThrownBy(() -> TestServers.query(withWrongPassword(url), "SELECT 1"))
        .rootCause()
        .hasMessageContaining("password authentication failed");
    String redis = TestServers.freshRedis();
    assertThatThrownBy(() -> TestServers.redis(withWrongPassword(redis), "PING"))
        .hasMessageContaining("WRONGPASS");
  }

  private static String withWrongPassword(String url) {
    return url.replaceFirst(":[0-9a-f]+@", ":wrong@");
  }

  @Test
  void listensOnThisMachineOnly() {
    String admin = TestServers.shared().adminDatabaseUrl();
    assertThat(TestServers.query(admin, "SHOW listen_addresses")).containsExactly("127.0.0.1");
    assertThat(TestServers.query(admin, "SHOW unix_socket_directories")).containsExactly("");
    assertThat(TestServers.redis(TestServers.freshRedis(), "CONFIG GET bind"))
        .endsWith("127.0.0.1\r\n");
  }

  @Test
  void keepsPersonalDataOutOfTheDatabaseLog() throws IOException {
    try (RunningServers servers = TestServers.throwAway(data)) {
      String url = servers.databaseUrl();
      TestServers.execute(url, "CREATE TABLE person (id text PRIMARY KEY)");
      TestServers.execute(url, "INSERT INTO person VALUES ('370102199003074518')");
      assertThatThrownBy(
              () -> TestServers.execute(url, "INSERT INTO person VALUES ('370102199003074518')"))
          .rootCause()
          .hasMessageContaining("person_pkey");
    }
    assertThat(Files.readString(data.resolve("logs/postgres.log")))
        .contains("person_pkey")
        .doesNotContain("370102199003074518");
  }

  @Test
  void redisKeepsAFileAndNeverEvicts() {
    String url = TestServers.freshRedis();
    assertThat(TestServers.redis(url, "CONFIG GET appendonly")).endsWith("yes\r\n");
    assertThat(TestServers.redis(url, "CONFIG GET maxmemory-policy")).endsWith("noeviction\r\n");
  }

  @Test
  void keepsDataPortsAndPasswordsOverARestart() {
    String database;
    String redis;
    try (RunningServers servers = TestServers.throwAway(data)) {
      database = servers.databaseUrl();
      redis = servers.redisUrl();
      TestServers.execute(database, "CREATE TABLE kept AS SELECT 7 AS n");
      TestServers.redis(redis, "SET kept 7");
    }
    assertThatThrownBy(() -> TestServers.query(database, "SELECT 1")).rootCause().isNotNull();
    try (RunningServers servers = TestServers.throwAway(data)) {
      assertThat(servers.databaseUrl()).isEqualTo(database);
      assertThat(servers.redisUrl()).isEqualTo(redis);
      assertThat(TestServers.query(database, "SELECT n FROM kept")).containsExactly("7");
      assertThat(TestServers.redis(redis, "GET kept")).isEqualTo("$1\r\n7\r\n");
    }
  }

  @Test
  void refusesASecondServiceOnTheSameData() {
    try (RunningServers first = TestServers.throwAway(data)) {
      assertThatThrownBy(() -> TestServers.throwAway(data))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("另一个金卡服务")
          .hasMessageContaining("another goldcard service")
          .hasMessageContaining(data.toString());
      assertThat(TestServers.query(first.databaseUrl(), "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void saysWhatTakesAWhileOnlyWhenItDoes() {
    List<String> first = new ArrayList<>();
    EmbeddedServers.start(data, TestServers.programs(), Ports.ANY, first::add).close();
    assertThat(first).contains("正在建立数据库… / creating the database…");
    List<String> second = new ArrayList<>();
    EmbeddedServers.start(data, TestServers.programs(), Ports.ANY, second::add).close();
    assertThat(second).isEmpty();
  }

  @Test
  void usesAConfiguredPortOrRefuses() throws IOException {
    Ports ports;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports = new Ports(0, taken.getLocalPort());
      assertThatThrownBy(() -> startAt(ports))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("port " + ports.redis() + " for Redis is taken")
          .hasMessageContaining("端口");
    }
    try (RunningServers servers = startAt(ports)) {
      assertThat(servers.redisUrl()).contains(":" + ports.redis() + "/");
    }
  }

  private RunningServers startAt(Ports ports) {
    return EmbeddedServers.start(data, TestServers.programs(), ports, line -> {});
  }

  @Test
  void refusesDataWhosePasswordsAreMissing() throws IOException {
    TestServers.throwAway(data).close();
    Files.delete(data.resolve("secrets/servers"));
    assertThatThrownBy(() -> TestServers.throwAway(data))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("restore the file");
  }

  @Test
  void onlyTheOwnerMayReadWhatHoldsPasswords() throws IOException {
    startAt(Ports.ANY).close();
    for (String file : List.of("secrets/servers", "redis/redis.conf", "ports", "logs/redis.log")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
    assertThat(data.resolve("postgres.new.password")).doesNotExist();
    assertThat(Files.readString(data.resolve("logs/initdb.log"))).doesNotContain("PASSWORD");
  }
}
