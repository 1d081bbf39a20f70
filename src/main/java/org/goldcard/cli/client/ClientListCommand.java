package org.goldcard.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Standing;
import org.goldcard.partners.Credentials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the clients, withdrawn ones included; never a secret. */
@Command
public final class ClientListCommand implements GuidedCommand {
  private final CommandPorts ports;

  /** Over these ports. */
  public ClientListCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出接口客户端：标识、状态、到期日、权限、场所与核验点、名称、凭据",
        "List clients: identifier, state, last day, scopes, venue and checkpoint, name, credentials",
        List.of("goldcard client list"),
        List.of(ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      Waiting.on(stores.clients().list()).forEach(one -> ports.screen().tell(line(one)));
      return ExitCode.OK.number();
    }
  }

  private static String line(Standing standing) {
    Client client = standing.client();
    String end = standing.registration().end().map(ClientListCommand::lastDay).orElse("-");
    return "%-20s %-9s %-10s %s  %s/%s  %s  %s"
        .formatted(
            client.id(),
            standing.active() ? "ACTIVE" : "WITHDRAWN",
            end,
            String.join(" ", client.scopeTexts()),
            dash(client.venueId()),
            client.terms().area() ? "*" : dash(client.checkpoint()),
            client.name(),
            proofs(standing.registration().credentials()));
  }

  /** The last whole day before a moment, which usually is the 24:00 of that day. */
  static String lastDay(@Nullable Instant end) {
    return end == null ? "-" : Validity.dayOf(end.minusNanos(1)).toString();
  }

  private static String proofs(Credentials credentials) {
    String keys =
        credentials.keys().stream().map(k -> k.jwk().kid()).collect(Collectors.joining(","));
    return "secrets:"
        + credentials.secrets().size()
        + " keys:"
        + dash(keys.isEmpty() ? null : keys);
  }

  private static String dash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
