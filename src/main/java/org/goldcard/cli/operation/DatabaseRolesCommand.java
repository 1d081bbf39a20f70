package org.goldcard.cli.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import picocli.CommandLine.Command;

/** Prints the SQL that makes the database role of nodes which only verify; runs nothing. */
@Command(name = "roles")
public final class DatabaseRolesCommand implements GuidedCommand {
  private static final String SQL = "/db/roles/goldcard_verify.sql";

  private final CommandPorts ports;

  /** Over these ports. */
  public DatabaseRolesCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "打印仅核验节点的数据库角色 goldcard_verify 的授权语句，由库的所有者执行",
        "Print the SQL of the database role goldcard_verify, for the owner of the database to run",
        List.of("goldcard database roles"),
        List.of());
  }

  @Override
  public Integer call() {
    sql().lines().forEach(ports.screen()::tell);
    return ExitCode.OK.number();
  }

  private static String sql() {
    try (InputStream in = DatabaseRolesCommand.class.getResourceAsStream(SQL)) {
      if (in == null) {
        throw new IllegalStateException("goldcard_verify.sql is missing from this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
