package org.goldcard.cli.venue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.venues.Agreement;
import org.goldcard.venues.GateRules;
import org.goldcard.venues.SitePolicy;
import org.goldcard.venues.Venue;
import org.goldcard.venues.VenueTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one venue: as it is recorded, and what a scan there is judged by today. */
@Command(name = "show")
public final class VenuesShowCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "ID",
      description = {"标识、名称或别名", "Its identifier, name or another name"})
  private String name = "";

  /** Over these ports. */
  public VenuesShowCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "查看一个核验场所：登记内容与今日核验规则",
        "Show one venue: what is recorded, and today's rules",
        List.of("goldcard venues show JN-QIANFO", "goldcard venues show 千佛山"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    RecordedVenues recorded = RecordedVenues.read(ports);
    VenueTree tree = recorded.tree();
    Venue venue = tree.find(name).orElseThrow(VenuesShowCommand::unknown);
    LocalDate today = Validity.dayOf(ports.clock().instant());
    ports.screen().tell(recorded.pretty(venue.id()));
    ports.screen().tell(path(tree, venue));
    tree.rulesOn(venue.id(), today).ifPresent(this::tell);
    return ExitCode.OK.number();
  }

  private static CommandRefused unknown() {
    return new CommandRefused(ExitCode.REFUSED, "没有这个场所", "There is no such venue");
  }

  private static String path(VenueTree tree, Venue venue) {
    return "所属 within: "
        + tree.pathToRoot(venue.id()).stream().map(Venue::id).collect(Collectors.joining(" < "));
  }

  private void tell(GateRules rules) {
    Screen screen = ports.screen();
    Agreement agreement = rules.agreement();
    screen.tell("今日免费 free for all today: " + rules.freeForAll());
    screen.tell("今日协议 agreement today: " + (agreement == null ? "-" : agreement.number()));
    rules
        .items()
        .forEach(i -> screen.tell("  " + i.code() + " " + i.classes() + " " + i.grant().zh()));
    SitePolicy site = rules.site();
    screen.tell(
        "名单最长 list at most: "
            + site.staleness().toSeconds()
            + " s, 逾期 past it: "
            + site.pastStaleness());
  }
}
