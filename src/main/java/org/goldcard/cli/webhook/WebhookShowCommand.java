package org.goldcard.cli.webhook;

import java.util.List;
import java.util.Optional;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.partners.webhook.Webhook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how one receiver stands. */
@Command
public final class WebhookShowCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "NUMBER",
      description = {"推送编号", "The receiver's number"})
  private long id;

  /** Over these ports. */
  public WebhookShowCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "显示一个推送地址的情况",
        "Show how one receiver stands",
        List.of("goldcard webhook show 3"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      Optional<Webhook> found = Waiting.on(stores.webhooks().registry().find(id));
      if (found.isEmpty()) {
        ports.screen().say("没有这个推送地址", "There is no such receiver");
        return ExitCode.REFUSED.number();
      }
      tell(ports.screen(), found.get());
      return ExitCode.OK.number();
    }
  }

  private static void tell(Screen screen, Webhook webhook) {
    screen.tell("客户端 client     " + webhook.clientId());
    screen.tell("地址 address      " + webhook.url());
    screen.tell("状态 state        " + webhook.state());
    screen.tell("范围 cards        " + webhook.covers());
    screen.tell("进度 place        " + webhook.reached().text());
    screen.tell("待送 waiting      " + webhook.waiting());
    screen.tell("未送达 given up   " + webhook.failed());
    screen.tell("上次成功 last     " + WebhookListCommand.moment(webhook.lastSuccess()));
    screen.tell("失败始于 failing  " + WebhookListCommand.moment(webhook.failingSince()));
    String problem = webhook.problem();
    screen.tell("问题 problem      " + (problem == null ? "-" : problem));
    Optional.ofNullable(problem)
        .flatMap(Outcome::of)
        .ifPresent(outcome -> screen.say(outcome.zh(), outcome.en()));
  }
}
