package org.goldcard.cli.webhook;

import java.util.List;
import java.util.Optional;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Delivery.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends a receiver the verification event once more. */
@Command
public final class WebhookTestCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "NUMBER",
      description = {"推送编号", "The receiver's number"})
  private long id;

  /** Over these ports. */
  public WebhookTestCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "向推送地址再发一次验证事件",
        "Send a receiver the verification event once more",
        List.of("goldcard webhook test 3"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      Optional<Delivery> delivery = Waiting.on(stores.webhooks().test(id));
      if (delivery.isEmpty()) {
        ports.screen().say("没有这个推送地址", "There is no such receiver");
        return ExitCode.REFUSED.number();
      }
      Outcome outcome = delivery.get().outcome();
      ports.screen().tell(delivery.get().word());
      ports.screen().say(outcome.zh(), outcome.en());
      return (delivery.get().isAccepted() ? ExitCode.OK : ExitCode.REFUSED).number();
    }
  }
}
