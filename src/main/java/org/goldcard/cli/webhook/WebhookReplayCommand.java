package org.goldcard.cli.webhook;

import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.event.CardEvent.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a receiver again of everything after a place in the log. */
@Command
public final class WebhookReplayCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "NUMBER",
      description = {"推送编号", "The receiver's number"})
  private long id;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "EPOCH.REV",
      description = {
        "从此处之后重发，如 1.4711；0.0 为全部",
        "After this place, such as 1.4711; 0.0 is everything"
      })
  private String from = "";

  /** Over these ports. */
  public WebhookReplayCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "从某处起重发通知（含未送达的），jti不变",
        "Tell again of what came after a place, given-up events included, under the same jti",
        List.of("goldcard webhook replay 3 --from 1.4711"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Place after =
        Place.parse(from)
            .orElseThrow(
                () -> Checks.usage("--from 应如 1.4711", "--from is a place such as 1.4711"));
    Instruction by = Instruction.of(ports.operator(), from);
    try (Stores stores = ports.stores().get()) {
      boolean done = Waiting.on(stores.webhooks().registry().replay(id, after, by));
      if (done) {
        ports.screen().say("将从该处重发", "It is told again from there");
        return ExitCode.OK.number();
      }
      ports.screen().say("没有这个推送地址，或尚未到该处", "There is no such receiver, or it is not there yet");
      return ExitCode.REFUSED.number();
    }
  }
}
