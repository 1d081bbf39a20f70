package org.goldcard.cli.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.webhook.Webhook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the receivers of all clients. */
@Command
public final class WebhookListCommand implements GuidedCommand {
  private final CommandPorts ports;

  /** Over these ports. */
  public WebhookListCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出推送地址：编号、客户端、状态、范围、进度、待送、未送达、问题、地址",
        "List receivers: number, client, state, cards, place, waiting, given up, problem, address",
        List.of("goldcard webhook list"),
        List.of(ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      Waiting.on(stores.webhooks().registry().list())
          .forEach(webhook -> ports.screen().tell(line(webhook)));
      return ExitCode.OK.number();
    }
  }

  private static String line(Webhook webhook) {
    return "%4d  %-20s %-7s %-6s %-10s waiting:%d given-up:%d  %s  %s"
        .formatted(
            webhook.id(),
            webhook.clientId(),
            webhook.state(),
            webhook.covers(),
            webhook.reached().text(),
            webhook.waiting(),
            webhook.failed(),
            problem(webhook),
            webhook.url());
  }

  private static String problem(Webhook webhook) {
    String problem = webhook.problem();
    return problem == null ? "-" : problem + " since " + moment(webhook.failingSince());
  }

  /** A moment in whole seconds. */
  static String moment(@Nullable Instant instant) {
    return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
