package org.goldcard.cli.client;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.ClientRegistry.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a public key from a client; what was granted by it ends within ten minutes. */
@Command
public final class ClientKeyWithdrawCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "KID",
      description = {"公钥名称（kid）", "The key's kid"})
  private String kid = "";

  /** Over these ports. */
  public ClientKeyWithdrawCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "停用客户端的一把公钥；如已泄露，另请执行 end-tokens",
        "Withdraw a public key of a client; if it leaked, end its tokens besides",
        List.of("goldcard client key-withdraw gate7 key-2026", "goldcard client end-tokens gate7"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      Change change =
          Waiting.on(
              stores
                  .clients()
                  .alter(
                      id,
                      "client.key-withdraw",
                      by,
                      r -> r.credentials().withoutKey(kid).map(r::with)));
      return ClientOutcome.say(ports.screen(), change, "没有这个名称的公钥", "it has no key of that name");
    }
  }
}
