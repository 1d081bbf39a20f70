package org.goldcard.cli.venue;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.venues.Agreement;
import org.goldcard.venues.Venue;
import org.goldcard.venues.VenueTree;
import picocli.CommandLine.Command;

/** Lists the venues of record with what holds there today. */
@Command(name = "list")
public final class VenuesListCommand implements GuidedCommand {
  private final CommandPorts ports;

  /** Over these ports. */
  public VenuesListCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "列出核验场所：标识、类型、进度、今日适用的协议、核验点数、名称",
        "List venues: identifier, type, progress, today's agreement, checkpoints, name",
        List.of("goldcard venues list"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    VenueTree tree = RecordedVenues.read(ports).tree();
    LocalDate today = Validity.dayOf(ports.clock().instant());
    tree.all().forEach(venue -> ports.screen().tell(line(tree, venue, today)));
    return ExitCode.OK.number();
  }

  private static String line(VenueTree tree, Venue venue, LocalDate today) {
    return "%-20s %-20s %-14s %-16s %2d  %s"
        .formatted(
            venue.id(),
            venue.type(),
            venue.onboarding(),
            tree.agreement(venue.id(), today).map(Agreement::number).orElse("-"),
            venue.checkpoints().size(),
            venue.name().zh());
  }
}
