package org.goldcard.cli.client;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Owner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a client of the API, or gives it a new secret; the secret is shown this once. */
@Command
public final class ClientCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = {"客户端标识，1至64个字符", "The client identifier, 1 to 64 characters"})
  private String id = "";

  @Mixin private ClientOptions options = new ClientOptions();

  @Option(
      names = "--sandbox",
      description = {
        "沙箱客户端：只见测试卡，对真实数据无任何影响",
        "Of the sandbox: it sees test cards and touches nothing real"
      })
  private boolean sandbox;

  /** Registers over these ports. */
  public ClientCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "登记接口客户端，或更换其密钥；密钥只显示一次",
        "Register a client of the API, or give it a new secret, shown this once",
        List.of(
            "goldcard client add g7 --name 北门 --scope verify --venue V1 --checkpoint C1",
            "goldcard client add vendor --name 闸机厂商 --scope verify:park --area V1",
            "goldcard client add bank --name 银行 --scope introspect --from 203.0.113.0/24",
            "goldcard client add test --name 联调 --scope verify --area V1 --sandbox"),
        List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    ClientWish wish = new ClientWish(options);
    Client client = wish.fresh(id, sandbox);
    Owner owner = wish.owner(Owner.UNKNOWN);
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      ports.screen().tell(Waiting.on(stores.register(client, owner, by)));
      return ExitCode.OK.number();
    }
  }
}
