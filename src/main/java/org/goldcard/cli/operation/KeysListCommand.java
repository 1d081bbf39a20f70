package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import picocli.CommandLine.Command;

/** Lists the public keys with their history. */
@Command(name = "list")
public final class KeysListCommand implements GuidedCommand {
  private final CommandPorts ports;

  /** Over these ports. */
  public KeysListCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出密钥：编号、用途、算法、状态、公布时间、指纹",
        "List keys: name, purpose, algorithm, state, day published, thumbprint",
        List.of("goldcard keys list"),
        List.of(ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    ports.keys().get().store().list().forEach(key -> ports.screen().tell(KeysCommand.line(key)));
    return ExitCode.OK.number();
  }
}
