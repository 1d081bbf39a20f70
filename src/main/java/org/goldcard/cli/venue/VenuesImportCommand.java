package org.goldcard.cli.venue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.policy.source.Source;
import org.goldcard.venues.record.VenueDifference;
import org.goldcard.venues.record.VenueFile;
import org.goldcard.venues.record.VenueRegistry.Put;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a file of venues in the place of those of record; one mistake, and nothing changes. */
@Command(name = "import")
public final class VenuesImportCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "FILE",
      description = {"全部场所，JSON，UTF-8", "All venues, JSON in UTF-8"})
  private Path file = Path.of("");

  @Option(
      names = "--dry-run",
      description = {"只检查并列出变化", "Check only and tell what would change"})
  private boolean dryRun;

  @Option(
      names = "--remove",
      description = {"文件中没有的场所予以移除；否则拒绝导入", "Remove venues the file lacks; refused otherwise"})
  private boolean remove;

  /** Over these ports. */
  public VenuesImportCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "导入全部核验场所、协议与核验规则；各节点随即按新规则核验",
        "Import all venues, agreements and rules; every node follows at once",
        List.of(
            "goldcard venues import venues.json --dry-run",
            "goldcard venues import venues.json --remove"),
        List.of(ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    VenueFile venues = read();
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      if (dryRun) {
        Map<String, String> before =
            Waiting.on(stores.venues().recorded()).map(VenueFile::venues).orElse(Map.of());
        VenueDifference difference = VenueDifference.between(before, venues);
        tell(difference);
        return end(difference, remove || difference.removed().isEmpty());
      }
      Put put = Waiting.on(stores.venues().put(venues, remove, by));
      tell(put.difference());
      if (put.done()) {
        ports.screen().say("已登记，序号 " + put.rev(), "Recorded, rev " + put.rev());
      }
      return end(put.difference(), put.done());
    }
  }

  private VenueFile read() {
    Path readable = Checks.readable(file);
    String name = String.valueOf(readable.getFileName());
    try {
      Source source = new Source(name, text(readable));
      return VenueFile.read(source, PolicyReader.read(), DistrictsReader.read());
    } catch (RefusedSource e) {
      e.mistakes().forEach(mistake -> ports.screen().tell(mistake));
      int count = e.mistakes().size();
      throw new CommandRefused(
          ExitCode.BAD_INPUT, "共" + count + "处错误，未导入", count + " mistakes, nothing imported");
    }
  }

  private static String text(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CommandRefused(ExitCode.BAD_INPUT, "文件不是UTF-8编码", "The file is not UTF-8");
    } catch (IOException e) {
      throw new CommandRefused(ExitCode.BAD_INPUT, "文件无法读取", "The file cannot be read");
    }
  }

  private void tell(VenueDifference difference) {
    Screen screen = ports.screen();
    difference.added().forEach(id -> screen.tell("+ " + id));
    difference
        .changed()
        .forEach((id, fields) -> screen.tell("~ " + id + "  " + String.join(" ", fields)));
    difference.removed().forEach(id -> screen.tell("- " + id));
    screen.say(
        "新增%d，变更%d，移除%d，不变%d"
            .formatted(
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                difference.same()),
        "%d new, %d changed, %d removed, %d as before"
            .formatted(
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                difference.same()));
  }

  private int end(VenueDifference difference, boolean allowed) {
    if (!allowed) {
      ports
          .screen()
          .say(
              "未导入：文件缺少%d个已登记场所；确需移除请加 --remove".formatted(difference.removed().size()),
              "Nothing imported: the file lacks %d venues of record; --remove removes them"
                  .formatted(difference.removed().size()));
    }
    return (allowed ? ExitCode.OK : ExitCode.REFUSED).number();
  }
}
