package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Servers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node on real servers. */
@Command(name = "serve")
public final class ServeCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Option(
      names = "--role",
      paramLabel = "all|verify",
      description = {"节点角色：全部功能，或仅核验；默认 all", "What the node may do; all by default"})
  private Servers.Role role = Servers.Role.ALL;

  /** Over these ports. */
  public ServeCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "启动正式服务节点，使用环境变量配置的数据库与Redis",
        "Run a node on the servers that the environment variables name",
        List.of("DATABASE_URL=postgresql://… REDIS_URL=redis://… goldcard serve --role verify"),
        List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    ports.servers().serve(role);
    return ExitCode.OK.number();
  }
}
