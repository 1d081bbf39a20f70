package org.goldcard.cli.webhook;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Webhook.Covers;
import org.goldcard.partners.webhook.WebhookDesk.Added;
import org.goldcard.partners.webhook.WebhookDesk.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a receiver of a client, once it has taken a signed verification event. */
@Command
public final class WebhookAddCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      index = "0",
      paramLabel = "CLIENT",
      description = {"客户端标识", "The client identifier"})
  private String client = "";

  @Parameters(
      index = "1",
      paramLabel = "URL",
      description = {"接收地址（https）", "Where events are pushed to (https)"})
  private String url = "";

  @Option(
      names = "--all",
      description = {
        "通知全部金卡的变化（须有 status 权限）；否则只通知该客户端签发或查询过的金卡",
        "Tell of every card (scope status); else of cards the client issued or introspected"
      })
  private boolean all;

  /** Registers over these ports. */
  public WebhookAddCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "登记推送地址；该地址须先以202答复验证事件",
        "Register a receiver; it must answer a verification event with 202 first",
        List.of("goldcard webhook add bank-1 https://events.bank.example/goldcard"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    Covers covers = all ? Covers.ALL : Covers.KNOWN;
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      Added added = Waiting.on(stores.webhooks().add(client, url, covers, by));
      Refusal refusal = added.refusal();
      if (refusal != null) {
        say(ports.screen(), refusal, added.delivery());
        return ExitCode.REFUSED.number();
      }
      ports.screen().tell(Long.toString(added.id()));
      // Beside the number, not with it: a script reads the one, a person the other.
      ports.screen().err().println("以上编号的推送地址已登记，已通过验证 / Registered under this number, verified");
      return ExitCode.OK.number();
    }
  }

  private static void say(Screen screen, Refusal refusal, Delivery delivery) {
    switch (refusal) {
      case ADDRESS ->
          screen.say(
              "该地址不可用：须为 https、允许的端口，不含用户名和片段",
              "Not an address to push to: https, an allowed port, no user name, no fragment");
      case CLIENT_UNKNOWN -> screen.say("没有这个客户端", "There is no such client");
      case SCOPE_MISSING -> screen.say("--all 须有 status 权限", "--all needs the scope status");
      case SANDBOX ->
          screen.say("沙箱客户端不接收真实金卡的变化", "A client of the sandbox is told of no real card");
      case NOT_TAKEN ->
          screen.say(
              "对方未以202答复验证事件：" + delivery.word() + "，" + delivery.outcome().zh(),
              "The verification event was not answered with 202: "
                  + delivery.word()
                  + ", "
                  + delivery.outcome().en());
      case THERE_ALREADY -> screen.say("该地址已登记", "The client has this address already");
    }
  }
}
