package org.goldcard.cli.operation;

import java.nio.file.Path;
import java.util.List;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Servers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole service on its embedded default. */
@Command(name = "dev")
public final class DevCommand implements GuidedCommand {
  private static final Path DATA = Path.of("data");

  private final CommandPorts ports;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {"数据目录，默认 data", "Where everything is kept, data by default"})
  private Path data = DATA;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = {"HTTP端口，0为任意空闲端口", "HTTP port, 0 for any free one"})
  private @Nullable Integer port;

  /** Over these ports. */
  public DevCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "启动演示环境：内置PostgreSQL与Redis、密钥、示例数据（默认命令）",
        "Run the whole service with its own PostgreSQL and Redis (the default command)",
        List.of("goldcard", "goldcard dev --port 8080"),
        List.of(ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    ports.servers().dev(new Servers.DevWish(data, Checks.port(port)));
    return ExitCode.OK.number();
  }

  /** Runs it as the default command, with nothing said. */
  public static Integer withDefaults(CommandPorts ports) {
    return new DevCommand(ports).call();
  }
}
