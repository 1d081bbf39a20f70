package org.goldcard.cli.client;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.ClientRegistry.Change;
import org.goldcard.partners.ClientRegistry.Registration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes a client; its credentials stay. Running nodes follow within a second. */
@Command
public final class ClientUpdateCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  @Mixin private ClientOptions options = new ClientOptions();

  /** Over these ports. */
  public ClientUpdateCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "修改客户端所给各项，密钥不变；除名称、联系人、配额外，现有令牌失效",
        "Change what is given of a client; but for names, contacts, quota its tokens end",
        List.of(
            "goldcard client update gate7 --per-minute 1200",
            "goldcard client update gate7 --from 203.0.113.0/24 --from 2001:db8::/32"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      Registration known =
          Waiting.on(stores.clients().find(id)).orElseThrow(ClientUpdateCommand::unknown);
      Registration checked = changed(known);
      Waiting.on(stores.requirePlace(checked.client()));
      Change change =
          Waiting.on(
              stores
                  .clients()
                  .alter(id, "client.update", by, now -> java.util.Optional.of(changed(now))));
      return ClientOutcome.say(ports.screen(), change, "不能这样更改", "it cannot be changed like this");
    }
  }

  private Registration changed(Registration before) {
    ClientWish wish = new ClientWish(options);
    return before.with(wish.changed(before.client()), wish.owner(before.owner()));
  }

  private static CommandRefused unknown() {
    return new CommandRefused(ExitCode.REFUSED, "没有这个客户端", "There is no such client");
  }
}
