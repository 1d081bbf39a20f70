package org.goldcard.dev.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs on one data directory: the service and commands in other terminals. */
class SharedServersIT {
  @TempDir private Path data;

  @Test
  void attachesToNothingWhereNothingRuns() {
    assertThat(EmbeddedServers.attach(data)).isEmpty();
    assertThat(EmbeddedServers.attach(data.resolve("missing"))).isEmpty();
    TestServers.throwAway(data).close();
    assertThat(EmbeddedServers.attach(data)).isEmpty();
  }

  @Test
  void aCommandUsesTheServersOfTheServiceAndLeavesThemRunning() throws Exception {
    try (ServersInAnotherProgram service =
        ServersInAnotherProgram.start(data, TestServers.programs(), false)) {
      String[] running = service.running();
      try (RunningServers command = EmbeddedServers.open(data, line -> {})) {
        assertThat(command.databaseUrl()).isEqualTo(running[1]);
        assertThat(command.redisUrl()).isEqualTo(running[2]);
        assertThat(command.postgresPid()).hasToString(running[3]);
        assertThat(TestServers.query(command.databaseUrl(), "SELECT 1")).containsExactly("1");
      }
      assertThat(TestServers.query(running[1], "SELECT 1")).containsExactly("1");
    }
    assertThat(EmbeddedServers.attach(data)).isEmpty();
  }

  @Test
  void theLastUserStopsTheServers() {
    RunningServers service = TestServers.throwAway(data);
    Optional<RunningServers> command = EmbeddedServers.attach(data);
    assertThat(command).isPresent();
    String url = service.databaseUrl();
    service.close();
    assertThat(TestServers.query(url, "SELECT 1")).containsExactly("1");
    command.get().close();
    assertThat(EmbeddedServers.attach(data)).isEmpty();
    assertThat(runs(service.postgresPid())).isFalse();
  }

  @Test
  void aCommandThatWasKilledKeepsNobodyFromStopping() throws Exception {
    RunningServers service = TestServers.throwAway(data);
    Path deadUser = Files.createDirectories(data.resolve("users")).resolve(Long.MAX_VALUE + "-1-1");
    Files.createFile(deadUser);
    long pid = service.postgresPid();
    service.close();
    assertThat(runs(pid)).isFalse();
    assertThat(deadUser).doesNotExist();
  }

  @Test
  void aCommandStartsServersForItselfWhereNothingRuns() {
    TestServers.throwAway(data).close();
    try (RunningServers command = EmbeddedServers.open(data, line -> {})) {
      assertThat(TestServers.query(command.databaseUrl(), "SELECT 1")).containsExactly("1");
    }
    assertThat(EmbeddedServers.attach(data)).isEmpty();
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ServerProcess::runs).isPresent();
  }
}
