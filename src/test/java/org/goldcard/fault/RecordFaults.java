package org.goldcard.fault;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.goldcard.dev.host.ServerProcess;
import org.goldcard.testkit.TestServers;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to PostgreSQL, the record: nobody may say VALID for longer than the list is
 * fresh.
 */
final class RecordFaults {
  private final World world;
  private @Nullable Connection holding;

  private RecordFaults(World world) {
    this.world = world;
  }

  static List<Fault> of(World world) {
    RecordFaults faults = new RecordFaults(world);
    return List.of(
        fault(8, "record killed", () -> kill(world), () -> {}),
        fault(8, "record frozen", () -> faults.signal("STOP"), () -> faults.signal("CONT")),
        fault(8, "record drops its connections", faults::hangUp, () -> {}),
        fault(9, "record locked", faults::lock, faults::unlock));
  }

  private static Fault fault(int row, String name, Fault.Step inject, Fault.Step heal) {
    return new Fault(row, name, Fault.RECORD, inject, heal);
  }

  private ProcessHandle postmaster() {
    return ProcessHandle.of(world.servers().postgresPid()).orElseThrow();
  }

  /** It is started again by its supervisor; one that is away already is awaited first. */
  static void kill(World world) {
    Awaitility.await("a record to kill")
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ProcessHandle.of(world.servers().postgresPid()).isPresent());
    ProcessHandle.of(world.servers().postgresPid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Its sessions too: each is a process. */
  private void signal(String name) {
    postmaster().descendants().forEach(session -> ServerProcess.signal(session, name));
    ServerProcess.signal(postmaster(), name);
  }

  private void hangUp() {
    String others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> ";
    TestServers.execute(world.servers().adminDatabaseUrl(), others + "pg_backend_pid()");
  }

  private void lock() throws Exception {
    Connection connection = TestServers.connect(world.town().databaseUrl());
    holding = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table status_head, card in access exclusive mode");
    }
  }

  private void unlock() throws Exception {
    Connection connection = holding;
    if (connection != null) {
      connection.close();
    }
  }
}
