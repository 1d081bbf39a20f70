package org.goldcard.cli.client;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.ClientRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Withdraws a client, or ends the tokens it has; running nodes follow within a second. */
@Command
public final class ClientChangeCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  @Parameters(
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  /** What is done. */
  public enum Task {
    WITHDRAW,
    END_TOKENS
  }

  /** One task over these ports. */
  public ClientChangeCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    List<ExitCode> exits = List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE);
    return task == Task.WITHDRAW
        ? new Guide(
            "停用接口客户端：密钥与令牌立即失效，不可恢复",
            "Withdraw a client for good: its secret and its tokens count no more",
            List.of("goldcard client withdraw gate7"),
            exits)
        : new Guide(
            "使客户端现有令牌全部失效；可凭密钥重新取得",
            "End every token a client has; it may ask for new ones",
            List.of("goldcard client end-tokens gate7"),
            exits);
  }

  @Override
  public Integer call() {
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      ClientRegistry clients = stores.clients();
      boolean known =
          Waiting.on(task == Task.WITHDRAW ? clients.withdraw(id, by) : clients.endTokens(id, by));
      if (known) {
        ports.screen().say("已生效", "Done");
        return ExitCode.OK.number();
      }
      ports.screen().say("没有这个客户端", "There is no such client");
      return ExitCode.REFUSED.number();
    }
  }
}
