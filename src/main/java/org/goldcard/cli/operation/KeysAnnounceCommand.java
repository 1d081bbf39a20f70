package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Keys;
import org.goldcard.cli.port.Stores;
import org.goldcard.token.keys.WithdrawalReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells running nodes of the keys in the key directory, or withdraws one and tells them. */
@Command
public final class KeysAnnounceCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  @Parameters(
      paramLabel = "KID",
      arity = "0..1",
      description = {"要撤销的密钥编号", "The key to withdraw"})
  private @Nullable String kid;

  @Option(
      names = "--compromised",
      description = {
        "私钥可能已泄露：立即撤销，其签发的一切随即无效",
        "Others may hold it: all it signed is over at once"
      })
  private boolean compromised;

  /** What is done. */
  public enum Task {
    ANNOUNCE,
    WITHDRAW
  }

  /** One task over these ports. */
  public KeysAnnounceCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    List<ExitCode> exits = List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY);
    return task == Task.ANNOUNCE
        ? new Guide(
            "将密钥目录中的公钥及其状态告知运行中的节点，无需重启",
            "Tell running nodes of the keys in the key directory, without a restart",
            List.of("goldcard keys announce"),
            exits)
        : new Guide(
            "撤销一把密钥并告知所有节点；可原样重试",
            "Withdraw a key and tell all nodes; safe to repeat",
            List.of("goldcard keys withdraw L01 --compromised"),
            exits);
  }

  @Override
  public Integer call() {
    if ((task == Task.WITHDRAW) != (kid != null) || (compromised && task == Task.ANNOUNCE)) {
      throw new CommandRefused(
          ExitCode.USAGE, "撤销须给出密钥编号，其他情况不得给出", "A key is named to withdraw it, and only then");
    }
    String name = kid;
    if (name != null) {
      withdraw(ports.keys().get(), name);
    }
    try (Stores stores = ports.stores().get()) {
      long rev = Waiting.on(stores.announceKeys(Instruction.of(ports.operator(), "")));
      ports.screen().say("已告知各节点，序号 " + rev, "All nodes are told, revision " + rev);
      return ExitCode.OK.number();
    }
  }

  /** The file first: it is what a node that starts now goes by. */
  private void withdraw(Keys keys, String name) {
    WithdrawalReason reason = compromised ? WithdrawalReason.COMPROMISED : WithdrawalReason.RUN_OUT;
    ports.screen().tell(KeysCommand.line(keys.store().withdraw(name, reason)));
  }
}
